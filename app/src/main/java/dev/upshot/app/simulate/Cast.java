package dev.upshot.app.simulate;

import dev.upshot.event.Actor;
import dev.upshot.event.ActorType;
import dev.upshot.event.DecisionMode;
import dev.upshot.streams.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who decides in an arm, so that the plan recognises the arm.
 *
 * @param variant what the event says, where the plan goes by variant
 * @param actor who decides
 * @param mode how far the decision takes effect
 */
record Cast(@Nullable String variant, Actor actor, DecisionMode mode) {

    /** One for each arm, in the plan's order. */
    static List<Cast> of(Plan plan) {
        List<Cast> casts = new ArrayList<>();
        for (String arm : plan.arms()) {
            casts.add(
                    switch (plan.by()) {
                        case VARIANT -> of(arm, new Actor(typeSuggestedBy(arm), arm, "1"));
                        case ACTOR_TYPE -> of(null, actorOfType(arm));
                        case ACTOR_VERSION -> of(null, actorWithVersion(arm));
                    });
        }
        return List.copyOf(casts);
    }

    /** Somebody in none of the plan's arms, if there can be one. */
    static Optional<Cast> stranger(Plan plan) {
        String unheard = "unheard-of";
        return switch (plan.by()) {
            case VARIANT ->
                Optional.of(of(unheard, new Actor(ActorType.MODEL, unheard, "1")))
                        .filter(cast -> !plan.arms().contains(unheard));
            case ACTOR_TYPE ->
                Arrays.stream(ActorType.values())
                        .filter(type -> !plan.arms().contains(lowerCase(type)))
                        .findFirst()
                        .map(type -> of(null, new Actor(type, unheard, "1")));
            case ACTOR_VERSION ->
                Optional.of(of(null, new Actor(ActorType.MODEL, unheard, "1")))
                        .filter(cast -> !plan.arms().contains(unheard + ":1"));
        };
    }

    private static Cast of(@Nullable String variant, Actor actor) {
        DecisionMode mode = actor.getType() == ActorType.HUMAN ? DecisionMode.ADVISORY : DecisionMode.AUTOMATED;
        return new Cast(variant, actor, mode);
    }

    private static ActorType typeSuggestedBy(String arm) {
        String name = arm.toLowerCase(Locale.ROOT);
        return Arrays.stream(ActorType.values())
                .filter(type -> name.contains(lowerCase(type)))
                .findFirst()
                .orElse(ActorType.MODEL);
    }

    private static Actor actorOfType(String arm) {
        return Arrays.stream(ActorType.values())
                .filter(type -> lowerCase(type).equals(arm))
                .findFirst()
                .map(type -> new Actor(type, arm + "-desk", "1"))
                .orElseThrow(() -> new CannotSimulateException(
                        "no actor is of the type '" + arm + "'; arms by actor_type are model, rule, human or hybrid"));
    }

    private static Actor actorWithVersion(String arm) {
        int colon = arm.lastIndexOf(':');
        if (colon < 1) {
            throw new CannotSimulateException(
                    "no actor makes the arm '" + arm + "'; arms by actor_version are written id:version");
        }
        String id = arm.substring(0, colon);
        return new Actor(typeSuggestedBy(id), id, arm.substring(colon + 1));
    }

    private static String lowerCase(ActorType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
