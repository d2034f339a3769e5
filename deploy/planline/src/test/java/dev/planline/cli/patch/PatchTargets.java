package dev.planline.cli.patch;

import dev.planline.testkit.hostile.Refusals;
import dev.planline.testkit.hostile.Target;
import dev.planline.testkit.hostile.Target.Input;
import dev.planline.testkit.hostile.Target.Result;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Patches, the values that they are for, and pointers, as targets of hostile input. */
public final class PatchTargets {

    private static final Input VALUE = Input.of("""
            {"goal": "build it", "context": {"domain": "web"}, "parts": ["a", "b", {"c/d": 1, "e~f": [2.50]}]}""");

    private static final Input PATCH = Input.of("""
            [{"op": "test", "path": "/goal", "value": "build it"}, {"op": "add", "path": "/parts/1", "value": {"x": null}},
             {"op": "replace", "path": "/context/domain", "value": "app"}, {"op": "copy", "from": "/parts/3/e~0f", "path": "/parts/-"},
             {"op": "move", "from": "/parts/3/c~1d", "path": "/moved"}, {"op": "remove", "path": "/parts/0"}]""");

    private static final Input SMALL = Input.of("[{\"op\": \"copy\", \"from\": \"\", \"path\": \"/all\"}]");

    /** Each copies what the one before it made. */
    private static final Input BOMB = Input.of("[" + "{\"op\":\"copy\",\"from\":\"\",\"path\":\"/parts/-\"},".repeat(40)
            + "{\"op\":\"remove\",\"path\":\"/parts\"}]");

    private static final int MOST = 2_100;

    private PatchTargets() {}

    public static List<Target> all() {
        return List.of(
                new Target("patch", 8, List.of(PATCH, BOMB), patch -> patched(patch, VALUE)),
                new Target("patched value", 5, List.of(VALUE), value -> either(patched(PATCH, value), patched(SMALL, value))),
                new Target("pointer", 5, List.of(Input.of("/goal"), Input.of("/parts/2/e~0f/0"), Input.of("/parts/-"),
                        Input.of("/parts/2/c~1d"), Input.of("")), PatchTargets::pointer));
    }

    private static Result patched(Input patch, Input value) {
        try {
            byte[] made = JsonPatch.parse(patch.bytes()).apply(value.bytes());
            byte[] again = JsonPatch.parse("[]".getBytes(StandardCharsets.UTF_8)).apply(made);
            if (!Arrays.equals(made, again)) {
                throw new AssertionError("what it makes comes back as " + new String(again, StandardCharsets.UTF_8));
            }
            return Result.ACCEPTED;
        } catch (InvalidPatch e) {
            return Refusals.inOneLine(e.getMessage(), MOST);
        }
    }

    private static Result pointer(Input input) {
        JsonNode mark = JsonMapper.shared().readTree("\"mark\"");
        return either(attempt(() -> {
            Pointer pointer = Pointer.parse(input.text());
            JsonNode root = pointer.replace(value(), mark);
            require(pointer.find(root).equals(mark), "what was put there is not there");
            if (!pointer.tokens().isEmpty()) {
                require(!pointer.remove(root).toString().contains("\"mark\""), "is not removed");
            }
        }), attempt(() -> {
            JsonNode root = Pointer.parse(input.text()).add(value(), mark);
            require(root.toString().contains("\"mark\""), "is not added");
        }));
    }

    private static JsonNode value() {
        return JsonMapper.shared().readTree(VALUE.bytes());
    }

    /** Something that is done with a pointer. */
    private interface Attempt {
        void run() throws InvalidPatch;
    }

    private static Result attempt(Attempt attempt) {
        try {
            attempt.run();
            return Result.ACCEPTED;
        } catch (InvalidPatch e) {
            return Refusals.inOneLine(e.getMessage(), MOST);
        }
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new AssertionError(problem);
        }
    }

    private static Result either(Result one, Result other) {
        return one == Result.ACCEPTED ? one : other;
    }
}
