package dev.upshot.app.scorecards;

import dev.upshot.app.Target;
import dev.upshot.app.stack.Kafka;
import dev.upshot.app.stack.Publication;
import dev.upshot.app.stack.TopicSetup;
import dev.upshot.event.ScorecardClaim;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Claims on their topic as the first version of their schema wrote them. */
final class EarlierClaims {
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d+)");

    private EarlierClaims() {}

    static void write(Target target, Map<String, ScorecardClaim> claims) throws IOException, InterruptedException {
        String topic = target.topics().scorecards();
        String text = firstVersion();
        int id =
                registered(target, topic + "-" + ScorecardClaim.getClassSchema().getFullName(), text);
        Schema first = new Schema.Parser().parse(text);
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (Map.Entry<String, ScorecardClaim> claim : claims.entrySet()) {
            records.add(new ProducerRecord<>(topic, claim.getKey(), bytes(id, first, claim.getValue())));
        }
        try (Admin admin = Kafka.admin(target)) {
            new TopicSetup(admin, target.topics()).ensureSingle(topic);
        }
        Publication.write(target, "scorecards", new ByteArraySerializer(), records);
    }

    private static String firstVersion() throws IOException {
        try (InputStream file = Objects.requireNonNull(
                ScorecardClaim.class.getResourceAsStream("/dev/upshot/schema/ScorecardClaim/1.avsc"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int registered(Target target, String subject, String schema)
            throws IOException, InterruptedException {
        String quoted = schema.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(target.wire().get("schema.registry.url"))
                                        .resolve("/subjects/" + subject + "/versions"))
                                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"schema\": \"" + quoted + "\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        Matcher id = ID.matcher(answer.body());
        if (!id.find()) {
            throw new IllegalStateException(answer.body());
        }
        return Integer.parseInt(id.group(1));
    }

    private static byte[] bytes(int id, Schema first, ScorecardClaim claim) throws IOException {
        ByteArrayOutputStream now = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(now, null);
        new SpecificDatumWriter<>(ScorecardClaim.class).write(claim, encoder);
        encoder.flush();
        GenericRecord earlier = new GenericDatumReader<GenericRecord>(claim.getSchema(), first)
                .read(null, DecoderFactory.get().binaryDecoder(now.toByteArray(), null));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(5).putInt(1, id).array());
        BinaryEncoder framed = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(first).write(earlier, framed);
        framed.flush();
        return out.toByteArray();
    }
}
