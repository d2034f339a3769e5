package dev.planline.runtime;

/**
 * Turns a message into an outcome.
 *
 * <p>May be called on many threads at once, but never for two messages of one key. It may block. What it throws says
 * what happens next:
 *
 * <ul>
 * <li>{@link UnavailableException}: the worker holds back for a while, then calls it again for the same message.
 * <li>{@link PermanentException}: the message becomes a dead letter.
 * <li>Anything else: it is called again for the same message, a bounded number of times and with growing pauses; after the last the
 * message becomes a dead letter.
 * </ul>
 *
 * <p>It may be called again for a message whose outcome was not committed before a crash, so what it does beyond its
 * outcome happens at least once. An interrupt means that the deadline has passed or the worker gives the partition up.
 */
@FunctionalInterface
public interface Handler<I> {

    /** Decides what becomes of the message. */
    Outcome handle(Message<I> message) throws Exception;
}
