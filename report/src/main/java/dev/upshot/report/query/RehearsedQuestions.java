package dev.upshot.report.query;

import dev.upshot.report.card.Better;
import dev.upshot.report.card.Kpi;
import dev.upshot.report.card.KpiType;
import dev.upshot.sink.jooq.outcome.tables.records.PlanVersionsRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.tools.jdbc.MockConnection;
import org.jooq.tools.jdbc.MockResult;

/**
 * Asks what a scorecard is read by, without a database: so that whoever archives the classes of a process has those that
 * questions need among them.
 */
public final class RehearsedQuestions {
    private static final Duration WINDOW = Duration.ofDays(7);

    private RehearsedQuestions() {}

    /** Asks every question and gets no answer. */
    public static void ask() {
        Map<String, Kpi> kpis = Stream.of(KpiType.values())
                .map(type -> new Kpi(type.code(), type, "", Better.HIGHER, 0, WINDOW, false, List.of()))
                .collect(Collectors.toMap(Kpi::name, kpi -> kpi, (one, other) -> one, TreeMap::new));
        DSLContext nobody = DSL.using(
                new MockConnection(question -> new MockResult[] {
                    new MockResult(0, DSL.using(SQLDialect.POSTGRES).newResult())
                }),
                SQLDialect.POSTGRES);
        PlanVersionsRecord plan = new PlanVersionsRecord();
        plan.setUseCase("rehearsal");
        plan.setPlanVersion(1);
        Closed closed = new Closed(null, plan, kpis);
        Qualities.of(nobody);
        new OfficialQuery(nobody, plan, kpis, closed).now();
        new TrendQuery(nobody, plan, List.of("human", "model")).trends(kpis, closed);
    }
}
