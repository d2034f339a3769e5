package dev.planline.sink.replay;

import dev.planline.model.InvalidField;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tables of a replay buffer, as a file declares them. */
public record ReplayTables(List<ReplayTable> tables) {

    /** One that treats all alike, and one that follows priorities. */
    public static final ReplayTables DEFAULT = of(ReplayTable.UNIFORM_DEFAULT, ReplayTable.PRIORITIZED_DEFAULT);

    private static final Codec CODEC = new Codec();

    public ReplayTables {
        tables = List.copyOf(tables);
        Set<String> names = new HashSet<>();
        for (ReplayTable table : tables) {
            if (!names.add(table.name())) {
                throw new InvalidField("tables", "there are two tables \"" + table.name() + "\"");
            }
        }
    }

    /** These tables. */
    public static ReplayTables of(ReplayTable... tables) {
        return new ReplayTables(List.of(tables));
    }

    /**
     * Reads a declaration.
     *
     * @throws IllegalArgumentException if the file cannot be read or is none, with the field that is wrong
     */
    public static ReplayTables read(Path file) {
        byte[] json;
        try {
            json = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the tables of the replay buffer in " + file + ": " + e.getMessage(), e);
        }
        return switch (CODEC.decode(ReplayTables.class, json)) {
            case Decoded.Value<ReplayTables>(ReplayTables tables) -> tables;
            case Decoded.Malformed<ReplayTables>(String field, String problem) ->
                throw new IllegalArgumentException(file + ": " + (field.isEmpty() ? "" : field + ": ") + problem);
        };
    }
}
