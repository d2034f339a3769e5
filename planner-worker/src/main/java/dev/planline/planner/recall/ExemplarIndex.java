package dev.planline.planner.recall;

import dev.planline.model.Trajectory;
import dev.planline.text.Stem;
import dev.planline.text.Stems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.LogByteSizeMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOFunction;
import org.jspecify.annotations.Nullable;

/**
 * Exemplars, found by the words of their goals.
 *
 * <p>Lucene finds the {@value #NEAREST} nearest by BM25 and hands out what is needed of them; all else is worked out on those
 * alone. So a plan costs about the same whether there are a thousand exemplars or a million, and nothing but the index grows.
 * Of exemplars that say the same, only the first is kept: a goal that is carried out every hour does not fill the neighbourhood,
 * and a log that is read twice changes nothing. Nothing is ever deleted, so equal exemplars in equal order make equal answers.
 *
 * <p>Thread-safe: one thread adds while others recall. What was added is found as soon as {@link #add} returns.
 */
public final class ExemplarIndex implements AutoCloseable {

    /** Would ask for an incubating module at the first search, by a warning on the console; what it speeds up is not used here. */
    private static final Logger VECTORS = Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    static {
        VECTORS.setLevel(Level.OFF);
    }

    private static final int NEAREST = 300;
    private static final int MOST_WORDS = 128;
    private static final String GOAL = "goal";
    private static final String KEY = "key";
    private static final String EXEMPLAR = "exemplar";

    private final Map<Part, Integer> having = new ConcurrentHashMap<>();
    private final AtomicInteger total = new AtomicInteger();

    /** Opened by the first exemplar: a planner that has nothing to recall starts without Lucene, one that has opens it while its clients connect. */
    private volatile @Nullable Index index;

    private ExemplarIndex() {}

    /** An empty index in memory. */
    public static ExemplarIndex inMemory() {
        return new ExemplarIndex();
    }

    private record Index(Directory directory, IndexWriter writer, SearcherManager searchers) {

        static Index open() throws IOException {
            var directory = new ByteBuffersDirectory();
            var config = new IndexWriterConfig(new WhitespaceAnalyzer());
            config.setMergePolicy(new LogByteSizeMergePolicy()); // keeps the order, which decides between equals
            config.setMergeScheduler(new SerialMergeScheduler());
            var writer = new IndexWriter(directory, config);
            return new Index(directory, writer, new SearcherManager(writer, null));
        }
    }

    /** Learns from these trajectories; those that teach nothing, or nothing new, are passed over. */
    public void add(List<Trajectory> trajectories) {
        List<Exemplar> exemplars = trajectories.stream().flatMap(trajectory -> Exemplar.of(trajectory).stream()).toList();
        if (exemplars.isEmpty()) {
            return;
        }
        try {
            Index opened = index;
            if (opened == null) {
                opened = Index.open();
                index = opened;
            }
            addNew(exemplars, opened);
            opened.searchers.maybeRefreshBlocking();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addNew(List<Exemplar> exemplars, Index opened) throws IOException {
        IndexSearcher searcher = opened.searchers.acquire();
        try {
            var keys = new HashSet<String>();
            for (Exemplar exemplar : exemplars) {
                String key = ExemplarBytes.key(exemplar);
                if (keys.add(key) && searcher.count(new TermQuery(new Term(KEY, key))) == 0) {
                    opened.writer.addDocument(document(exemplar, key));
                    exemplar.parts().forEach(part -> having.merge(part, 1, Integer::sum));
                    total.incrementAndGet();
                }
            }
        } finally {
            opened.searchers.release(searcher);
        }
    }

    private static Document document(Exemplar exemplar, String key) {
        var document = new Document();
        document.add(new TextField(GOAL, words(exemplar.words()), Field.Store.NO));
        document.add(new StringField(KEY, key, Field.Store.NO));
        document.add(new BinaryDocValuesField(EXEMPLAR, new BytesRef(ExemplarBytes.of(exemplar))));
        return document;
    }

    private static String words(Terms terms) {
        return terms.all().mapToObj(Integer::toHexString).collect(Collectors.joining(" "));
    }

    private double usual(Part part) {
        return having.getOrDefault(part, 1) / (double) Math.max(1, total.get());
    }

    /** How many exemplars there are. */
    public int size() {
        return total.get();
    }

    /**
     * What the exemplars say about a goal; empty if none has a word of it.
     *
     * @param most how many steps there may be at most
     */
    Optional<Recollection> recall(String goal, int most) {
        List<Stem> words = Stems.of(goal);
        Index opened = index;
        List<Exemplar> nearest = opened == null ? List.of() : search(opened, searcher -> nearest(searcher, Terms.words(words)));
        return nearest.isEmpty() ? Optional.empty() : Optional.of(Composition.of(nearest, goal, words, this::usual, most));
    }

    private static List<Exemplar> nearest(IndexSearcher searcher, Terms words) throws IOException {
        var query = new BooleanQuery.Builder();
        words.all().limit(MOST_WORDS)
                .forEach(hash -> query.add(new TermQuery(new Term(GOAL, Integer.toHexString(hash))), BooleanClause.Occur.SHOULD));
        ScoreDoc[] hits = searcher.search(query.build(), NEAREST).scoreDocs;
        Arrays.sort(hits, Comparator.comparingInt(hit -> hit.doc));
        var exemplars = new ArrayList<Exemplar>(hits.length);
        int next = 0;
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            BinaryDocValues values = DocValues.getBinary(leaf.reader(), EXEMPLAR);
            for (; next < hits.length && hits[next].doc < leaf.docBase + leaf.reader().maxDoc(); next++) {
                if (values.advanceExact(hits[next].doc - leaf.docBase)) {
                    BytesRef bytes = values.binaryValue();
                    exemplars.add(ExemplarBytes.read(bytes.bytes, bytes.offset, bytes.length));
                }
            }
        }
        return exemplars;
    }

    private static <T> T search(Index opened, IOFunction<IndexSearcher, T> search) {
        try {
            IndexSearcher searcher = opened.searchers.acquire();
            try {
                return search.apply(searcher);
            } finally {
                opened.searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Index opened = index;
        if (opened == null) {
            return;
        }
        try {
            opened.searchers.close();
            opened.writer.rollback();
            opened.directory.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
