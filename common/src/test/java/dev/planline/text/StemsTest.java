package dev.planline.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StemsTest {

    @Test
    void wordsOfOneStemAreOne() {
        assertThat(Stems.of("Booking the flights")).extracting(Stem::text).containsExactly("book", "flight");
        assertThat(Stems.of("book a flight")).extracting(Stem::text).containsExactly("book", "flight");
    }

    @Test
    void allNumbersAreOne() {
        assertThat(Stems.of("room 12, 30 people, MU5138")).extracting(Stem::text).containsExactly("room", "#", "#", "peopl", "mu#");
    }

    @Test
    void namesWithUnderscoresAreTakenApart() {
        assertThat(Stems.of("flight_ticket_changing")).extracting(Stem::text).containsExactly("flight", "ticket", "chang");
    }

    @Test
    void eachStemSaysWhereItStands() {
        String text = "Please book the Flights now";
        assertThat(Stems.of(text)).extracting(stem -> text.substring(stem.begin(), stem.end()))
                .containsExactly("Please", "book", "Flights", "now");
    }

    @Test
    void aTextWithoutWordsHasNone() {
        assertThat(Stems.of(" the ... ")).isEmpty();
    }
}
