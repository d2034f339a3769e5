package dev.planline.planner.recall;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** An exemplar as the index holds it: what it says, and then who says so. */
final class ExemplarBytes {

    private ExemplarBytes() {}

    static byte[] of(Exemplar exemplar) {
        byte[] id = exemplar.trajectoryId().getBytes(StandardCharsets.UTF_8);
        byte[] said = said(exemplar);
        return ByteBuffer.allocate(said.length + Double.BYTES + Short.BYTES + id.length)
                .put(said).putDouble(exemplar.score()).putShort((short) id.length).put(id).array();
    }

    /** The same for two exemplars that say the same, and for no others. */
    static String key(Exemplar exemplar) {
        return UUID.nameUUIDFromBytes(said(exemplar)).toString();
    }

    private static byte[] said(Exemplar exemplar) {
        List<byte[]> types = exemplar.parts().stream().map(part -> part.type().getBytes(StandardCharsets.UTF_8)).toList();
        ByteBuffer out = ByteBuffer.allocate(size(exemplar.words()) + size(exemplar.pairs()) + 1
                + types.stream().mapToInt(type -> Short.BYTES + type.length + 1 + Long.BYTES).sum());
        put(out, exemplar.words());
        put(out, exemplar.pairs());
        out.put((byte) types.size());
        for (int i = 0; i < types.size(); i++) {
            out.putShort((short) types.get(i).length).put(types.get(i)).put((byte) exemplar.parts().get(i).ordinal())
                    .putLong(exemplar.direct().get(i));
        }
        return out.array();
    }

    private static int size(Terms terms) {
        return Short.BYTES + terms.size() * (Integer.BYTES + 1);
    }

    private static void put(ByteBuffer out, Terms terms) {
        out.putShort((short) terms.size());
        for (int i = 0; i < terms.size(); i++) {
            out.putInt(terms.hash(i)).put((byte) terms.count(i));
        }
    }

    static Exemplar read(byte[] bytes, int offset, int length) {
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
        Terms words = terms(in);
        Terms pairs = terms(in);
        int size = in.get();
        var parts = new ArrayList<Part>(size);
        var direct = new ArrayList<Long>(size);
        for (int i = 0; i < size; i++) {
            parts.add(new Part(text(in), in.get()));
            direct.add(in.getLong());
        }
        double score = in.getDouble();
        return new Exemplar(text(in), score, words, pairs, parts, direct);
    }

    private static Terms terms(ByteBuffer in) {
        int size = in.getShort();
        var hashes = new int[size];
        var counts = new int[size];
        for (int i = 0; i < size; i++) {
            hashes[i] = in.getInt();
            counts[i] = in.get() & 0xFF;
        }
        return new Terms(hashes, counts);
    }

    private static String text(ByteBuffer in) {
        var bytes = new byte[in.getShort()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
