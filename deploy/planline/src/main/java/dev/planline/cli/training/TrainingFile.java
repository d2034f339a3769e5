package dev.planline.cli.training;

import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.ColumnNamingStrategy;
import com.jerolba.carpet.TimeUnit;
import dev.planline.model.Trajectory;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * A Parquet file that is being written, compressed with Zstandard. It holds one row group in memory, which has about
 * {@value #ROW_GROUP} compressed bytes, however many rows there are. Not thread-safe.
 */
public final class TrainingFile implements Closeable {

    private static final long ROW_GROUP = 16 << 20;

    /** Rows after which its size is looked at first; a row may have a mebibyte. */
    private static final int FIRST_LOOK = 8;

    private final Sink<?> sink;

    private TrainingFile(Sink<?> sink) {
        this.sink = sink;
    }

    /** What a row is. */
    public enum Rows {
        /** A trajectory, with its steps as a list. */
        TRAJECTORIES,
        /** A step. */
        STEPS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Writes to a stream, and closes it in the end. */
    public static TrainingFile to(OutputStream out, Rows rows) throws IOException {
        return new TrainingFile(switch (rows) {
            case TRAJECTORIES -> Sink.of(out, TrajectoryRow.class, trajectory -> List.of(TrajectoryRow.of(trajectory)));
            case STEPS -> Sink.of(out, StepRow.class, StepRow::of);
        });
    }

    /** Writes the rows of a trajectory. */
    public void write(Trajectory trajectory) throws IOException {
        sink.write(trajectory);
    }

    @Override
    public void close() throws IOException {
        sink.writer.close();
    }

    /** Rows of one kind. */
    private record Sink<T>(CarpetWriter<T> writer, Function<Trajectory, List<T>> rows) {

        static <T> Sink<T> of(OutputStream out, Class<T> type, Function<Trajectory, List<T>> rows) throws IOException {
            return new Sink<>(new CarpetWriter.Builder<>(out, type)
                    .withConf(new PlainParquetConfiguration())
                    .withCompressionCodec(CompressionCodecName.ZSTD)
                    .withCodecFactory(new Zstandard())
                    .withColumnNamingStrategy(ColumnNamingStrategy.SNAKE_CASE)
                    .withDefaultTimeUnit(TimeUnit.MICROS)
                    .withRowGroupSize(ROW_GROUP)
                    .withMinRowCountForPageSizeCheck(FIRST_LOOK)
                    .build(), rows);
        }

        void write(Trajectory trajectory) throws IOException {
            writer.write(rows.apply(trajectory));
        }
    }
}
