package dev.planline.sink.api;

/**
 * What the API can be told.
 *
 * @param host that it listens at
 * @param port that it listens at; 0 for a free one
 * @param access who may ask
 */
public record ApiSettings(String host, int port, Access access, Limits limits) {

    /** Loopback, for everybody. */
    public static ApiSettings open(int port) {
        return new ApiSettings("127.0.0.1", port, Access.OPEN, Limits.DEFAULT);
    }
}
