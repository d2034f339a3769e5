package dev.planline.cli.pool;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats of files with trajectories. */
enum Format {
    /** Our own, one a line. */
    JSONL,
    /** Documents of ATIF. */
    ATIF,
    /** A table to train from. */
    PARQUET;

    /** The format that is wanted, else what the name of the file says, else our own. */
    static Format of(@Nullable Format wanted, @Nullable Object file) {
        if (wanted != null || file == null) {
            return wanted == null ? JSONL : wanted;
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".parquet")) {
            return PARQUET;
        }
        return name.endsWith(".atif") || name.endsWith(".atif.json") || name.endsWith(".atif.jsonl") ? ATIF : JSONL;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
