package dev.planline.cli.deadletters;

import static dev.planline.cli.deadletters.LettersMade.DIED;
import static dev.planline.cli.deadletters.LettersMade.PREFIX;
import static dev.planline.cli.deadletters.LettersMade.bad;
import static dev.planline.cli.deadletters.LettersMade.good;
import static dev.planline.cli.deadletters.LettersMade.letter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.cli.patch.InvalidPatch;
import dev.planline.cli.patch.JsonPatch;
import dev.planline.model.Redrive;
import dev.planline.wire.Codec;
import dev.planline.wire.DeadLetters;
import dev.planline.wire.Decoded;
import dev.planline.wire.ErrorHeaders;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of each letter follows from the letters, the terms, and what was done before. */
class TriageTest {

    private static final Instant NOW = DIED.plus(Duration.ofHours(2));
    private static final Terms PLAIN = new Terms(Filter.ALL, Long.MAX_VALUE, 3, true, null, "ada@host", Set.of());

    private final Audit audit = new Audit();
    private @Nullable String newer;

    private List<Fate> fates(Terms terms, DeadLetter... letters) {
        var triage = new Triage(PREFIX, terms, InstantSource.fixed(NOW), audit,
                letter -> letter.topic().compacted() ? newer : null);
        return Arrays.stream(letters).map(triage::decide).toList();
    }

    private static List<String> words(List<Fate> fates) {
        return fates.stream().map(fate -> fate.getClass().getSimpleName()).toList();
    }

    private static String reason(Fate fate) {
        return switch (fate) {
            case Fate.Refused(String reason) -> reason;
            case Fate.HeldBack(String reason) -> reason;
            case Fate.Send _,Fate.Redriven _,Fate.NotMeant _ -> "";
        };
    }

    @Test
    void theRecordOfALongKeyCanBeReadWhereverItsCharactersEnd() {
        String key = "a".repeat(999) + "\uD83D\uDE00" + "b";
        var terms = new Terms(Filter.ALL, Long.MAX_VALUE, 3, false, null, "ada@host", Set.of());
        var send = (Fate.Send) fates(terms, letter(Topic.TASKS, 7, key, "{\"taskId\":\"t\",\"goal\":\"g\"}", "")).getFirst();
        var codec = new Codec();
        assertThat(codec.decode(Redrive.class, codec.encode(send.redrive()))).isEqualTo(new Decoded.Value<>(send.redrive()));
        assertThat(send.redrive().key()).isEqualTo("a".repeat(999) + " ...");
    }

    @Test
    void whatCannotBeRecordedIsRefused() {
        String prefix = "p".repeat(194);
        ProducerRecord<byte[], byte[]> made = LettersMade.record(prefix, Topic.TASKS, 7, LettersMade.bytes("t"),
                LettersMade.bytes("{\"taskId\":\"t\",\"goal\":\"g\"}"), "");
        var letter = new DeadLetter(new DeadLetterId(Topic.TASKS, 0, 7), new ConsumerRecord<>(made.topic(), 0, 7, made.timestamp(),
                TimestampType.CREATE_TIME, 0, 0, made.key(), made.value(), made.headers(), Optional.empty()));
        Fate fate = new Triage(prefix, PLAIN, InstantSource.fixed(NOW), audit, _ -> null).decide(letter);
        assertThat(reason(fate)).isEqualTo("what it says of itself cannot go into the record of its redrive (source: has 206 characters; "
                + "at most 200 are allowed); publish the message anew");
    }

    @Test
    void aMessageIsSentAsItWasWithoutTheReasonAndWithItsCount() {
        DeadLetter letter = letter(Topic.TASKS, 7, "t", "{ \"taskId\": \"t\", \"goal\": \"g\" }", "1");

        var send = (Fate.Send) fates(PLAIN, letter).getFirst();

        assertThat(send.message().topic()).isEqualTo("p.tasks");
        assertThat(send.message().partition()).as("where its key belongs").isNull();
        assertThat(send.message().timestamp()).as("that of sending").isNull();
        assertThat(send.message().key()).isEqualTo("t".getBytes(StandardCharsets.UTF_8));
        assertThat(send.message().value()).as("byte for byte").isEqualTo(letter.kafka().value());
        assertThat(StreamSupport.stream(send.message().headers().spliterator(), false)
                .map(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8)))
                .containsExactly("traceparent=00-1-2-01", "planline_redrive_count=2", "planline_redrive_of=tasks-0@7");
        assertThat(send.redrive()).isEqualTo(new Redrive("tasks-0@7", DIED.plusSeconds(7), "p.tasks-0@107", "t", "p.tasks", "ada@host", NOW,
                2, null, "malformed", "planner", "gaol", "unknown field; did you mean \"goal\"?"));
    }

    @Test
    void whatWasRedrivenIsPassedOverAndHoldsNothingBack() {
        audit.add(((Fate.Send) fates(PLAIN, good(0, "t")).getFirst()).redrive());

        assertThat(words(fates(PLAIN, good(0, "t"), good(1, "t")))).containsExactly("Redriven", "Send");
    }

    @Test
    void aLetterOfTheSameNameOnATopicThatWasMadeAnewIsAnother() {
        audit.add(((Fate.Send) fates(PLAIN, good(0, "t")).getFirst()).redrive());
        DeadLetter other = new DeadLetter(good(0, "t").id(), good(5, "t").kafka());

        assertThat(words(fates(PLAIN, other))).containsExactly("Send");
    }

    @Test
    void ofTwoLettersOfOneMessageOneIsSent() {
        DeadLetter router = new DeadLetter(new DeadLetterId(Topic.TASKS, 0, 9), good(0, "t").kafka());
        DeadLetter ofAnotherMessage = good(1, "t");

        assertThat(words(fates(PLAIN, good(0, "t"), router, ofAnotherMessage))).containsExactly("Send", "Redriven", "Send");
        assertThat(words(fates(PLAIN, good(0, "t"), router))).as("another day").containsExactly("Redriven", "Redriven");
    }

    /** The same place, on a topic that was made anew or not. */
    @ParameterizedTest
    @CsvSource({"PT0S, Redriven", "PT1M, Redriven", "PT1H, Send"})
    void aMessageThatWasPublishedAfterALetterHadDiedIsAnother(Duration published, String fate) {
        DeadLetter router = new DeadLetter(new DeadLetterId(Topic.TASKS, 0, 9), good(0, "t").kafka());
        router.kafka().headers().remove(ErrorHeaders.TIMESTAMP);
        EventHeaders.put(router.kafka().headers(), ErrorHeaders.TIMESTAMP, Long.toString(DIED.plus(published).toEpochMilli()));

        assertThat(words(fates(PLAIN, good(0, "t"), router))).containsExactly("Send", fate);
    }

    @Test
    void whatDoesNotGoOnItsTopicIsRefusedAndHoldsUpNoOther() {
        DeadLetter large = good(0, "t");
        large.kafka().headers().add("large", new byte[4 << 20]);

        List<Fate> fates = fates(PLAIN, large, good(1, "u"));

        assertThat(words(fates)).containsExactly("Refused", "Send");
        assertThat(reason(fates.getFirst())).matches("key, value and headers have 4194\\d+ bytes; at most 4194048 are sent, for more .*");
    }

    @Test
    void laterOnesOfAKeyThatIsRefusedAreHeldBackOnThatTopicAlone() {
        DeadLetter plan = letter(Topic.PLANS, 3, "t",
                "{\"taskId\":\"t\",\"revision\":1,\"goal\":\"g\",\"planner\":\"p\",\"steps\":[{\"stepId\":\"a\",\"type\":\"x\",\"description\":\"d\"}]}",
                "");

        List<Fate> fates = fates(PLAIN, good(0, "t"), bad(1, "t"), good(2, "t"), good(3, "u"), bad(4, "t"), plan);

        assertThat(words(fates)).containsExactly("Send", "Refused", "HeldBack", "Send", "HeldBack", "Send");
        assertThat(reason(fates.get(1))).isEqualTo("gaol: unknown field; did you mean \"goal\"?");
        assertThat(reason(fates.get(2))).contains("waits for tasks-0@1", "--out-of-order");
    }

    @Test
    void outOfOrderSendsThemAllTheSame() {
        var terms = new Terms(Filter.ALL, Long.MAX_VALUE, 3, false, null, "ada", Set.of());

        assertThat(words(fates(terms, bad(0, "t"), good(1, "t")))).containsExactly("Refused", "Send");
    }

    @Test
    void lettersWithoutAKeyHaveNoOrder() {
        DeadLetter bad = letter(Topic.TASKS, 0, null, "{", "");
        DeadLetter good = letter(Topic.TASKS, 1, null, "{\"taskId\":\"t\",\"goal\":\"g\"}", "");

        assertThat(words(fates(PLAIN, bad, good))).containsExactly("Refused", "Send");
    }

    @ParameterizedTest
    @CsvSource({"'', Send", "1, Send", "2, Send", "3, Refused", "4, Refused", "x, Refused", "-1, Refused", "99999999999, Refused"})
    void theGuardStopsALoop(String redrives, String word) {
        List<Fate> fates = fates(PLAIN, letter(Topic.TASKS, 0, "t", "{\"taskId\":\"t\",\"goal\":\"g\"}", redrives));

        assertThat(words(fates)).containsExactly(word);
        if (redrives.equals("3")) {
            assertThat(reason(fates.getFirst())).contains("3 redrives", "--max-redrives");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TASKS  | t | {"taskId":"u","goal":"g"}           | the key is "t", but the value is about "u"
            TASKS  | t | {"taskId":"t","goal":" "}           | goal: must not be blank
            TASKS  | t |                                     | the value is null
            AGENTS | a | {"name":"b"}                        | the key is "a", but the value is about "b"
            AGENTS |   | {"name":"b"}                        | has no key; a table needs one
            AGENTS | a | {"name":"a","costTier":"cheep"}     | costTier
            """)
    void whatItsStageWouldNotReadIsRefused(Topic topic, @Nullable String key, @Nullable String value, String problem) {
        assertThat(reason(fates(PLAIN, letter(topic, 0, key, value, "")).getFirst())).startsWith(problem);
    }

    @Test
    void aForeignKeyIsAMatterOfOrderExceptInATable() {
        var terms = new Terms(Filter.ALL, Long.MAX_VALUE, 3, false, null, "ada", Set.of());

        assertThat(words(fates(terms, letter(Topic.TASKS, 0, "t", "{\"taskId\":\"u\",\"goal\":\"g\"}", ""),
                letter(Topic.AGENTS, 0, "a", "{\"name\":\"b\"}", ""), letter(Topic.AGENTS, 1, "gone", null, ""))))
                .containsExactly("Send", "Refused", "Send");
    }

    @Test
    void anOldEntryOfATableDoesNotOverwriteANewerOne() {
        newer = "p.agents-0@9";

        List<Fate> fates = fates(PLAIN, letter(Topic.AGENTS, 0, "a", "{\"name\":\"a\"}", ""));

        assertThat(words(fates)).containsExactly("HeldBack");
        assertThat(reason(fates.getFirst())).contains("p.agents-0@9", "--out-of-order");
    }

    @Test
    void aLetterThatWasTooLargeToBeKeptDoesNotRemoveTheEntryThatItWasAbout() {
        DeadLetter cut = letter(Topic.AGENTS, 0, "a", "x".repeat(DeadLetters.WHOLE), "");

        assertThat(cut.kafka().value()).isNull();
        assertThat(reason(fates(PLAIN, cut).getFirst())).startsWith("the record has 42").contains("are left out; publish the message anew");
    }

    @Test
    void aLetterOfAnotherTopicIsNotSentToThisOne() {
        DeadLetter foreign = letter(Topic.PLANS, 0, "t", "{\"taskId\":\"t\",\"goal\":\"g\"}", "");
        var moved = new DeadLetter(new DeadLetterId(Topic.TASKS, 0, 0), foreign.kafka());

        assertThat(reason(fates(PLAIN, moved).getFirst())).startsWith("it came from p.plans");
    }

    @Test
    void aPatchMendsWhatItFitsAndTheRestIsRefusedWithThePlace() throws InvalidPatch {
        var patch = new Terms.Patch(
                JsonPatch.parse("[{\"op\":\"move\",\"from\":\"/gaol\",\"path\":\"/goal\"}]".getBytes(StandardCharsets.UTF_8)),
                "d1");
        var terms = new Terms(Filter.ALL, Long.MAX_VALUE, 3, true, patch, "ada", Set.of());

        List<Fate> fates = fates(terms, bad(0, "t"), good(1, "u"));

        assertThat(words(fates)).containsExactly("Send", "Refused");
        var send = (Fate.Send) fates.getFirst();
        assertThat(new String(send.message().value(), StandardCharsets.UTF_8)).isEqualTo("{\"taskId\":\"t\",\"goal\":\"g\"}");
        assertThat(send.redrive().patch()).isEqualTo("d1");
        assertThat(reason(fates.get(1))).isEqualTo("patch: operation 1 (move /gaol to /goal): there is no /gaol; did you mean \"goal\"?");
    }

    @Test
    void theLimitCountsWhatIsSent() {
        var terms = new Terms(Filter.ALL, 2, 3, true, null, "ada", Set.of());
        audit.add(((Fate.Send) fates(PLAIN, good(0, "t")).getFirst()).redrive());

        assertThat(words(fates(terms, good(0, "t"), bad(1, "u"), good(2, "v"), good(3, "w"), good(4, "x"))))
                .containsExactly("Redriven", "Refused", "Send", "Send", "NotMeant");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ids tasks-0@1     | tasks-0@1
            keys u            | tasks-0@1
            stages planner    | tasks-0@0 tasks-0@1
            stages router     |
            kinds malformed   | tasks-0@0 tasks-0@1
            kinds failed      |
            fields gaol       | tasks-0@0 tasks-0@1
            fields goal       |
            matching UNKNOWN  | tasks-0@0 tasks-0@1
            matching timeout  |
            older PT1H59M59.5S | tasks-0@0
            newer PT1H59M59.5S | tasks-0@1
            """)
    void eachChoiceTakesItsOwn(String choice, @Nullable String taken) {
        String[] words = choice.split(" ");
        Set<String> values = Set.of(words[1]);
        Filter filter = switch (words[0]) {
            case "ids" -> new Filter(Set.of(DeadLetterId.parse(words[1])), Set.of(), Set.of(), Set.of(), Set.of(), null, null, null);
            case "keys" -> new Filter(Set.of(), values, Set.of(), Set.of(), Set.of(), null, null, null);
            case "stages" -> new Filter(Set.of(), Set.of(), values, Set.of(), Set.of(), null, null, null);
            case "kinds" -> new Filter(Set.of(), Set.of(), Set.of(), values, Set.of(), null, null, null);
            case "fields" -> new Filter(Set.of(), Set.of(), Set.of(), Set.of(), values, null, null, null);
            case "matching" -> new Filter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), words[1], null, null);
            case "older" -> new Filter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, Duration.parse(words[1]), null);
            default -> new Filter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, null, Duration.parse(words[1]));
        };

        assertThat(List.of(good(0, "t"), good(1, "u"))).filteredOn(letter -> filter.takes(letter, NOW))
                .extracting(letter -> letter.id().toString()).isEqualTo(taken == null ? List.of() : List.of(taken.split(" ")));
    }
}
