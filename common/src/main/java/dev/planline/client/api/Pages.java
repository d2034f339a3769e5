package dev.planline.client.api;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Goes through a list page by page, and asks for a page when its first item is wanted. */
final class Pages<T> implements Iterator<T> {

    private final Function<@Nullable String, Page<T>> fetch;
    private Iterator<T> items = List.<T>of().iterator();
    private @Nullable String cursor;
    private boolean last;

    private Pages(Function<@Nullable String, Page<T>> fetch) {
        this.fetch = fetch;
    }

    /**
     * All items.
     *
     * @param fetch gives the page at a cursor, and the first at null
     */
    static <T> Stream<T> stream(Function<@Nullable String, Page<T>> fetch) {
        return stream(new Pages<>(fetch));
    }

    static <T> Stream<T> stream(Iterator<T> iterator) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED | Spliterator.NONNULL), /* parallel= */ false);
    }

    @Override
    public boolean hasNext() {
        while (!items.hasNext() && !last) {
            Page<T> page = fetch.apply(cursor);
            items = page.items().iterator();
            cursor = page.next();
            last = cursor == null;
        }
        return items.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return items.next();
    }
}
