package dev.planline.testkit.hostile;

import dev.planline.testkit.hostile.Target.Result;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a refusal has to say. */
public final class Refusals {

    /** Names of what is not ours, which tell a sender nothing. The class in the corpus is the sender's, and may be quoted. */
    private static final Pattern FOREIGN = Pattern
            .compile("jackson|java\\.(?!lang\\.Runtime)|Exception|StreamReadConstraints|StreamWriteConstraints|through reference chain");

    private Refusals() {}

    /** A refusal with a reason in our words. */
    public static Result inOurWords(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw new AssertionError("is refused without a reason");
        }
        if (FOREIGN.matcher(reason).find()) {
            throw new AssertionError("is refused in words of others: " + reason);
        }
        return Result.REFUSED;
    }

    /** The same in one line of at most so many characters, in which nothing is to be obeyed by a terminal. */
    public static Result inOneLine(@Nullable String reason, int most) {
        Result refused = inOurWords(reason);
        String line = String.valueOf(reason);
        if (line.length() > most) {
            throw new AssertionError("is refused at length: " + line.length() + " characters");
        }
        if (line.chars().anyMatch(Character::isISOControl)) {
            throw new AssertionError("is refused with control characters");
        }
        return refused;
    }
}
