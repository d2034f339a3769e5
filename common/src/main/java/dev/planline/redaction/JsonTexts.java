package dev.planline.redaction;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes over the JSON of a trajectory and replaces texts. Everything else keeps its bytes, numbers their digits. What is not
 * JSON passes through: whoever decodes it says what is wrong.
 */
final class JsonTexts {

    /** Fields that say which trajectory it is, and hold no text of an agent. */
    private static final Set<String> KEPT = Set.of("trajectoryId", "taskId", "agent", "operator", "parents", "outcome", "policyVersion",
            "createdAt");
    private static final Set<String> KEPT_OF_STEPS = Set.of("stepId", "type", "agent", "dependsOn", "outcome", "startedAt");

    private final byte[] json;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Level> levels = new ArrayList<>();
    private int copied;
    private int replaced;

    /** An object or a list that has begun; the name is that of the object's current field. */
    private static final class Level {
        private final boolean object;
        private String name = "";

        Level(boolean object) {
            this.object = object;
        }
    }

    JsonTexts(byte[] json) {
        this.json = json;
    }

    /** How many texts were replaced. */
    int replaced() {
        return replaced;
    }

    /** The JSON without secrets. */
    byte[] redacted() {
        for (int i = 0; i < json.length; i++) {
            switch (json[i]) {
                case '{', '[' -> levels.add(new Level(json[i] == '{'));
                case '}', ']' -> {
                    if (!levels.isEmpty()) {
                        levels.removeLast();
                    }
                }
                case '"' -> {
                    int end = end(i + 1);
                    text(i + 1, end);
                    i = end;
                }
                default -> {
                }
            }
        }
        out.write(json, copied, json.length - copied);
        return out.toByteArray();
    }

    /** Where the text ends that begins here: at its closing quote. */
    private int end(int begin) {
        int end = begin;
        while (end < json.length && json[end] != '"') {
            end += json[end] == '\\' ? 2 : 1;
        }
        return Math.min(end, json.length);
    }

    private void text(int begin, int end) {
        int after = end + 1;
        while (after < json.length && json[after] <= ' ' && json[after] >= 0) {
            after++;
        }
        if (after < json.length && json[after] == ':') {
            if (!levels.isEmpty()) {
                levels.getLast().name = JsonText.decoded(json, begin, end);
            }
        } else if (!isKept()) {
            value(begin, end);
        }
    }

    private void value(int begin, int end) {
        String name = name();
        SecretName kind = name == null ? null : SecretName.of(name);
        if (kind == null && !Screen.mayHold(json, begin, end)) {
            return;
        }
        String text = JsonText.decoded(json, begin, end);
        String redacted = Secrets.redact(text);
        if (kind != null && name != null) {
            int secret = kind.begin(redacted);
            if (kind.accepts(name, redacted.substring(secret), SecretName.Form.QUOTED)) {
                redacted = redacted.substring(0, secret) + kind.mark();
            }
        }
        if (!redacted.equals(text)) {
            out.write(json, copied, begin - copied);
            out.writeBytes(JsonText.encoded(redacted).getBytes(StandardCharsets.UTF_8));
            copied = end;
            replaced++;
        }
    }

    /** The field that a value is of, also as an element of its list. */
    private @Nullable String name() {
        for (int i = levels.size() - 1; i >= 0; i--) {
            if (levels.get(i).object) {
                return levels.get(i).name;
            }
        }
        return null;
    }

    private boolean isKept() {
        int depth = levels.size();
        if (depth == 0 || !levels.getFirst().object) {
            return false;
        }
        int fields = levels.getLast().object ? depth : depth - 1;
        return switch (fields) {
            case 1 -> KEPT.contains(levels.getFirst().name);
            case 3 -> isStep(levels) && KEPT_OF_STEPS.contains(levels.get(2).name);
            default -> false;
        };
    }

    private static boolean isStep(List<Level> levels) {
        return levels.getFirst().name.equals("steps") && !levels.get(1).object && levels.get(2).object;
    }
}
