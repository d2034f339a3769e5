package dev.planline.client;

/** Another has begun to publish under the same name, and this one may not go on. */
public final class PublishSuperseded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PublishSuperseded(Throwable cause) {
        super("another has begun to publish under the same name", cause);
    }
}
