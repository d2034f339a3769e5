package dev.planline.wire;

import dev.planline.testkit.GeneratedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the source of a type of the model says about it and its components. */
final class RecordDocs {

    private static final String PARAM = "@param ";

    private final String summary;
    private final Map<String, String> components = new HashMap<>();

    private RecordDocs(String javadoc) {
        String[] parts = javadoc.split(PARAM);
        summary = parts[0].strip();
        for (int i = 1; i < parts.length; i++) {
            String[] nameAndText = parts[i].strip().split(" ", 2);
            components.put(nameAndText[0], nameAndText[1]);
        }
    }

    static RecordDocs of(Class<?> type) {
        String source = source(type);
        String kind = type.isRecord() ? "record " : "interface ";
        int declared = source.indexOf(kind + type.getSimpleName());
        int begin = source.lastIndexOf("/**", declared);
        int end = source.indexOf("*/", begin);
        boolean adjacent = begin >= 0 && source.substring(end + 2, declared).replaceAll("public|sealed", "").isBlank();
        return new RecordDocs(adjacent ? plain(source.substring(begin + 3, end)) : "");
    }

    private static String source(Class<?> type) {
        String outer = type.getName().replaceAll("\\$.*", "").replace('.', '/');
        try {
            return Files.readString(GeneratedFile.root().resolve("common/src/main/java/" + outer + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("\\n\\s*\\*", " ")
                .replaceAll("\\{@(code|link|linkplain) ([^{}]*(\\{[^{}]*})?[^{}]*)}", "$2")
                .replace("<p>", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** What the type is; empty if nothing is said. */
    String summary() {
        return summary;
    }

    /** What a component is; null if nothing is said. */
    @Nullable String of(String component) {
        return components.get(component);
    }
}
