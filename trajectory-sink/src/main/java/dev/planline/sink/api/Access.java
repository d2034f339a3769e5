package dev.planline.sink.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who may ask what: bearer tokens (RFC 6750), each of which may read, or read and write. Shows no token. */
public final class Access {

    /** Everybody may do everything. */
    public static final Access OPEN = new Access(/* open= */ true, List.of(), List.of());

    /** Fewest characters of a token. */
    public static final int SHORTEST_TOKEN = 16;

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
    private static final String SCHEME = "Bearer ";

    private final boolean open;
    private final List<Digest> readers;
    private final List<Digest> writers;

    private Access(boolean open, List<Digest> readers, List<Digest> writers) {
        this.open = open;
        this.readers = readers;
        this.writers = writers;
    }

    /** Whoever shows one of these tokens; all others may nothing. */
    public static Access byToken(Collection<String> readTokens, Collection<String> writeTokens) {
        return new Access(/* open= */ false, readTokens.stream().map(Digest::of).toList(), writeTokens.stream().map(Digest::of).toList());
    }

    /** Whether a text can be a token. */
    public static boolean isToken(String text) {
        return text.length() >= SHORTEST_TOKEN && TOKEN.matcher(text).matches();
    }

    /**
     * Lets a request pass.
     *
     * @param authorization the header of that name; null if there is none
     * @throws ApiError if its token is missing, unknown, or may not do that
     */
    void check(Role needed, @Nullable String authorization) {
        if (open || needed == Role.NONE) {
            return;
        }
        if (authorization == null) {
            throw ApiError.unauthenticated("this address needs a token", "");
        }
        if (!authorization.regionMatches(/* ignoreCase= */ true, 0, SCHEME, 0, SCHEME.length())) {
            throw ApiError.unauthenticated("the header Authorization is not of the scheme Bearer", "invalid_request");
        }
        Digest given = Digest.of(authorization.substring(SCHEME.length()).strip());
        boolean writes = given.isAmong(writers);
        boolean reads = given.isAmong(readers) || writes;
        if (!reads) {
            throw ApiError.unauthenticated("the token is not one that this sink knows", "invalid_token");
        }
        if (needed == Role.WRITE && !writes) {
            throw ApiError.forbidden("the token may only read");
        }
    }

    @Override
    public String toString() {
        return open ? "open" : readers.size() + " tokens that read, " + writers.size() + " that write";
    }

    /** What a request needs to be allowed. */
    enum Role {
        /** Nothing. */
        NONE,
        /** To see. */
        READ,
        /** To change. */
        WRITE
    }

    /** The SHA-256 of a token: all have one length, so a comparison takes as long for each. */
    private static final class Digest {

        private final byte[] bytes;

        private Digest(byte[] bytes) {
            this.bytes = bytes;
        }

        static Digest of(String token) {
            try {
                return new Digest(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e); // every Java platform has it
            }
        }

        /** Looks at all of them, wherever the first is that equals. */
        boolean isAmong(List<Digest> known) {
            boolean found = false;
            for (Digest each : known) {
                found |= MessageDigest.isEqual(each.bytes, bytes);
            }
            return found;
        }
    }
}
