package dev.planline.client;

/** A value was not acknowledged by the cluster; whether it is on the topic all the same is unknown. */
public final class PublishFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What was to be published is the message's to say. */
    public PublishFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
