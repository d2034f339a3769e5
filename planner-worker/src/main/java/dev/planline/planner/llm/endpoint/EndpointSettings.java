package dev.planline.planner.llm.endpoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which model is asked, and how much.
 *
 * @param baseUrl to which {@code /chat/completions} is appended
 * @param key sent as the bearer; null for none
 * @param temperature 0 to 2
 * @param deadline longest time for all calls of one session
 * @param attempts of one call, when it fails in passing
 * @param maxCalls most requests of one session, retries included
 * @param perSecond most requests a second of all sessions, retries included; 0 for no limit
 */
public record EndpointSettings(
        String baseUrl,
        String model,
        @Nullable String key,
        double temperature,
        Duration deadline,
        int attempts,
        int maxCalls,
        double perSecond,
        Prices prices) {

    /**
     * What tokens cost.
     *
     * @param in US dollars for a million tokens of requests
     * @param out US dollars for a million tokens of replies
     */
    public record Prices(double in, double out) {

        double of(long tokensIn, long tokensOut) {
            return (tokensIn * in + tokensOut * out) / 1_000_000;
        }
    }

    /** Whether a text is an address that can be asked: http or https with a host, and without credentials, query or fragment. */
    public static boolean isUsable(String url) {
        try {
            URI uri = new URI(url);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null && uri.getUserInfo() == null
                    && uri.getQuery() == null && uri.getFragment() == null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return model + " at " + baseUrl;
    }
}
