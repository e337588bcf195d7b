package dev.upshot.wire;

import dev.upshot.event.DecisionEvent;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Tells Avro that the generated records may be instantiated. Since 1.12 Avro refuses every class that was not named as
 * trusted; ours are added to whatever is trusted already, so a site's own {@code org.apache.avro.SERIALIZABLE_PACKAGES}
 * keeps its meaning and nobody has to know a flag.
 */
public final class TrustedRecords {

    static {
        String records = DecisionEvent.class.getPackageName() + ".";
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> type.getName().startsWith(records)));
    }

    private TrustedRecords() {}

    /**
     * Has the records trusted from now on, in the whole process. The serializer, the deserializer and
     * {@link WireFormat} call it; code that copies records without them ({@code newBuilder(record)}) may have to.
     */
    public static void trust() {
        // The static initialiser has done it, exactly once.
    }
}
