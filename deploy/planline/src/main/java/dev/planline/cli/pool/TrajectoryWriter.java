package dev.planline.cli.pool;

import dev.planline.cli.training.TrainingFile;
import dev.planline.exchange.Atif;
import dev.planline.model.Trajectory;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import java.io.IOException;
import java.io.Writer;
import java.util.function.UnaryOperator;

/** Writes trajectories in one of the formats. */
interface TrajectoryWriter extends AutoCloseable {

    /**
     * Writes one.
     *
     * @param json as the API hands it out
     */
    void write(String json) throws IOException;

    @Override
    void close() throws IOException;

    /** As they are, one a line. */
    static TrajectoryWriter lines(Writer out) {
        return to(out, json -> json);
    }

    /** As documents of ATIF, one a line. */
    static TrajectoryWriter atif(Writer out) {
        var codec = new Codec();
        return to(out, json -> codec.toJson(Atif.of(trajectory(codec, json))));
    }

    /** As a table. */
    static TrajectoryWriter parquet(TrainingFile table) {
        var codec = new Codec();
        return new TrajectoryWriter() {
            @Override
            public void write(String json) throws IOException {
                table.write(trajectory(codec, json));
            }

            @Override
            public void close() throws IOException {
                table.close();
            }
        };
    }

    /** The trajectory that the API hands out as this JSON. */
    static Trajectory trajectory(Codec codec, String json) {
        return switch (codec.decode(Trajectory.class, json)) {
            case Decoded.Value<Trajectory>(Trajectory trajectory) -> trajectory;
            case Decoded.Malformed<Trajectory> malformed ->
                throw new IllegalStateException("the sink hands out a trajectory that this build does not know: " + malformed.message());
        };
    }

    private static TrajectoryWriter to(Writer out, UnaryOperator<String> form) {
        return new TrajectoryWriter() {
            @Override
            public void write(String json) throws IOException {
                out.write(form.apply(json) + "\n");
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        };
    }
}
