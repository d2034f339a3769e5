package dev.planline.cli.patch;

import dev.planline.wire.Sizes;
import dev.planline.wire.SyntaxProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** A JSON Patch (RFC 6902): operations that are applied one after the other, all or none. */
public final class JsonPatch {

    /** Numbers keep their digits, and a name that stands twice is an error rather than lost. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** Most characters that all copies of a patch have together: each may copy what the one before it made, and so double it. */
    private static final long MOST_COPIED = Sizes.MESSAGE;

    private final List<Operation> operations;

    private JsonPatch(List<Operation> operations) {
        this.operations = operations;
    }

    /**
     * Reads a patch.
     *
     * @throws InvalidPatch if it is none
     */
    public static JsonPatch parse(byte[] json) throws InvalidPatch {
        JsonNode patch = read(json);
        if (!patch.isArray()) {
            throw new InvalidPatch("a patch is a list of operations, such as [{\"op\": \"remove\", \"path\": \"/field\"}]");
        }
        var operations = new ArrayList<Operation>();
        for (JsonNode operation : patch) {
            int number = operations.size() + 1;
            try {
                operations.add(Operation.of(operation));
            } catch (InvalidPatch e) {
                throw new InvalidPatch("operation " + number + ": " + e.getMessage());
            }
        }
        return new JsonPatch(List.copyOf(operations));
    }

    /**
     * What the patch makes of a value.
     *
     * @param json UTF-8
     * @throws InvalidPatch if the value is no JSON, or an operation cannot be applied to it
     */
    public byte[] apply(byte @Nullable [] json) throws InvalidPatch {
        if (json == null) {
            throw new InvalidPatch("there is no value to patch");
        }
        try {
            return MAPPER.writeValueAsBytes(applied(read(json)));
        } catch (JacksonException e) {
            throw new InvalidPatch("what it makes of the value cannot be written: " + SyntaxProblem.of(e));
        } catch (StackOverflowError e) {
            throw new InvalidPatch("what it makes of the value is nested too deeply");
        }
    }

    private JsonNode applied(JsonNode json) throws InvalidPatch {
        JsonNode value = json;
        int number = 0;
        long copied = 0;
        for (Operation operation : operations) {
            number++;
            try {
                copied += operation.copies(value);
                if (copied > MOST_COPIED) {
                    throw new InvalidPatch("more than " + MOST_COPIED + " characters would be copied in all");
                }
                value = operation.apply(value);
            } catch (InvalidPatch e) {
                throw new InvalidPatch("operation " + number + " (" + operation.name() + "): " + e.getMessage());
            }
        }
        return value;
    }

    private static JsonNode read(byte[] json) throws InvalidPatch {
        try {
            JsonNode read = MAPPER.readTree(json);
            if (read.isMissingNode()) {
                throw new InvalidPatch("is empty, not JSON");
            }
            return read;
        } catch (JacksonException e) {
            throw new InvalidPatch("is not JSON that can be patched: " + SyntaxProblem.of(e));
        } catch (NumberFormatException e) { // of an exponent that no decimal number has
            throw new InvalidPatch("is not JSON that can be patched: it holds a number that is too large or too small");
        }
    }
}
