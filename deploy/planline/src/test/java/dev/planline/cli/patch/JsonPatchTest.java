package dev.planline.cli.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of RFC 6902, appendix A, and what else the standard demands; each failure names operation and place. */
class JsonPatchTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"foo":"bar"}                  | [{"op":"add","path":"/baz","value":"qux"}]                                         | {"foo":"bar","baz":"qux"}
            {"foo":["bar","baz"]}          | [{"op":"add","path":"/foo/1","value":"qux"}]                                       | {"foo":["bar","qux","baz"]}
            {"foo":["bar"]}                | [{"op":"add","path":"/foo/1","value":["abc"]}]                                     | {"foo":["bar",["abc"]]}
            {"foo":["bar"]}                | [{"op":"add","path":"/foo/-","value":"abc"}]                                       | {"foo":["bar","abc"]}
            {"foo":1}                      | [{"op":"add","path":"/foo","value":null}]                                          | {"foo":null}
            {"foo":1}                      | [{"op":"add","path":"","value":[2]}]                                               | [2]
            {"foo":"bar"}                  | [{"op":"add","path":"/child","value":{"x":{}},"xyz":123}]                          | {"foo":"bar","child":{"x":{}}}
            {"baz":"qux","foo":"bar"}      | [{"op":"remove","path":"/baz"}]                                                    | {"foo":"bar"}
            {"foo":["bar","qux","baz"]}    | [{"op":"remove","path":"/foo/1"}]                                                  | {"foo":["bar","baz"]}
            {"baz":"qux","foo":"bar"}      | [{"op":"replace","path":"/baz","value":"boo"}]                                     | {"baz":"boo","foo":"bar"}
            {"a":[1,2]}                    | [{"op":"replace","path":"/a/0","value":9}]                                         | {"a":[9,2]}
            {"a":1}                        | [{"op":"replace","path":"","value":2}]                                             | 2
            {"foo":{"w":"f"},"qux":{}}     | [{"op":"move","from":"/foo/w","path":"/qux/t"}]                                    | {"foo":{},"qux":{"t":"f"}}
            {"foo":["a","g","c","e"]}      | [{"op":"move","from":"/foo/1","path":"/foo/3"}]                                    | {"foo":["a","c","e","g"]}
            {"a":1}                        | [{"op":"move","from":"/a","path":"/a"}]                                            | {"a":1}
            {"a":{"b":1}}                  | [{"op":"copy","from":"/a","path":"/c"},{"op":"replace","path":"/c/b","value":2}]   | {"a":{"b":1},"c":{"b":2}}
            {"baz":"qux","foo":["a",2]}    | [{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}]| {"baz":"qux","foo":["a",2]}
            {"/":9,"~1":10,"":1,"a=b":2}   | [{"op":"test","path":"/~1","value":9},{"op":"test","path":"/~01","value":10},{"op":"test","path":"/","value":1},{"op":"remove","path":"/a=b"}] | {"/":9,"~1":10,"":1}
            {"n":1.0,"m":{"x":1,"y":[2]}}  | [{"op":"test","path":"/n","value":1},{"op":"test","path":"/m","value":{"y":[2.00],"x":1e0}}] | {"n":1.0,"m":{"x":1,"y":[2]}}
            {"n":1.10,"big":12345678901234567890.123} | []                                                                      | {"n":1.10,"big":12345678901234567890.123}
            """)
    void applies(String value, String patch, String expected) throws InvalidPatch {
        assertThat(new String(JsonPatch.parse(bytes(patch)).apply(bytes(value)), StandardCharsets.UTF_8)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"baz":"qux"}   | [{"op":"test","path":"/baz","value":"bar"}]            | operation 1 (test /baz): is "qux", not "bar"
            {"/":9}         | [{"op":"test","path":"/~1","value":"9"}]               | operation 1 (test /~1): is 9, not "9"
            {"a":[1]}       | [{"op":"test","path":"/a","value":[1,2]}]              | operation 1 (test /a): is [1], not [1,2]
            {"goal":1}      | [{"op":"test","path":"/goal","value":1},{"op":"remove","path":"/gaol"}] | operation 2 (remove /gaol): there is no /gaol; did you mean "goal"?
            {"foo":"bar"}   | [{"op":"add","path":"/baz/bat","value":"qux"}]         | operation 1 (add /baz/bat): there is no /baz
            {"foo":"bar"}   | [{"op":"add","path":"/foo/bat","value":"qux"}]         | operation 1 (add /foo/bat): /foo is string, neither an object nor a list, so there is no /foo/bat
            {"a":[1,2]}     | [{"op":"add","path":"/a/3","value":1}]                 | operation 1 (add /a/3): /a/3 lies beyond the end of the list; the last position is 2
            {"a":[]}        | [{"op":"remove","path":"/a/0"}]                        | operation 1 (remove /a/0): /a/0 lies beyond the end of the list, which is empty
            {"a":[1]}       | [{"op":"replace","path":"/a/-","value":1}]             | operation 1 (replace /a/-): "-" in /a/- is no position in a list
            {"a":[1,2]}     | [{"op":"add","path":"/a/01","value":1}]                | operation 1 (add /a/01): "01" in /a/01 is no position in a list
            {"a":1}         | [{"op":"replace","path":"/b","value":1}]               | operation 1 (replace /b): there is no /b
            {"a":1}         | [{"op":"remove","path":""}]                            | operation 1 (remove the whole value): the whole value cannot be removed
            {"a":1,"a":2}   | []                                                     | is not JSON that can be patched: Duplicate
            {"a":           | []                                                     | is not JSON that can be patched
            {"a":1e99999999999} | []                                                 | is not JSON that can be patched: it holds a number that is too large
            {"a":1} 2       | []                                                     | is not JSON that can be patched: something stands after the value
            """)
    void refusesAValue(String value, String patch, String problem) throws InvalidPatch {
        JsonPatch parsed = JsonPatch.parse(bytes(patch));
        assertThatThrownBy(() -> parsed.apply(bytes(value))).isInstanceOf(InvalidPatch.class).hasMessageStartingWith(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"op":"remove","path":"/a"}                        | a patch is a list of operations
            [{"op":"remvoe","path":"/a"}]                      | operation 1: op: unknown "remvoe"; did you mean "remove"?
            [{"op":"remove","path":"/a"},{"path":"/a"}]        | operation 2: op: is required
            [{"op":"remove"}]                                  | operation 1: path: is required
            [{"op":"remove","path":"a"}]                       | operation 1: path: "a" is no pointer
            [{"op":"remove","path":"/a~2"}]                    | operation 1: path: "/a~2" is no pointer; ~ is written ~0
            [{"op":"add","path":"/a"}]                         | operation 1: value: is required
            [{"op":"copy","path":"/a"}]                        | operation 1: from: is required
            [{"op":"move","from":"/a","path":"/a/b"}]          | operation 1: path: /a/b lies within /a, which cannot be moved into itself
            [1]                                                | operation 1: op: is required
            [                                                  | is not JSON
            [{"op":"add","path":"/a","value":1e-99999999999}]  | is not JSON that can be patched: it holds a number that is too large or too small
            """)
    void refusesAPatch(String patch, String problem) {
        assertThatThrownBy(() -> JsonPatch.parse(bytes(patch))).isInstanceOf(InvalidPatch.class).hasMessageStartingWith(problem);
    }

    /** Each copies what the one before it made. */
    @Test
    void copiesThatDoubleAValueAreRefusedBeforeTheyFillTheMemory() throws InvalidPatch {
        String bomb = "[" + "{\"op\":\"copy\",\"from\":\"\",\"path\":\"/-\"},".repeat(60) + "{\"op\":\"remove\",\"path\":\"/1\"}]";
        JsonPatch patch = JsonPatch.parse(bytes(bomb));
        assertThatThrownBy(() -> patch.apply(bytes("[\"a\"]"))).isInstanceOf(InvalidPatch.class)
                .hasMessageContaining("(copy the whole value to /-): more than 4194304 characters would be copied in all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",{\"op\":\"test\",\"path\":\"\",\"value\":1}"})
    void whatWouldBeNestedTooDeeplyToBeWrittenIsRefused(String more) throws InvalidPatch {
        String deep = "[".repeat(400) + "]".repeat(400);
        JsonPatch patch = JsonPatch
                .parse(bytes("[{\"op\":\"add\",\"path\":\"" + "/0".repeat(399) + "/-\",\"value\":" + deep + "}" + more + "]"));
        assertThatThrownBy(() -> patch.apply(bytes(deep))).isInstanceOf(InvalidPatch.class)
                .hasMessage("what it makes of the value cannot be written: Document nesting depth (501) exceeds the maximum allowed (500)");
    }

    @Test
    void aPatchThatIsLongIsQuotedInShort() {
        String name = "x".repeat(100_000);
        for (String patch : List.of("[{\"op\":\"" + name + "\"}]", "[{\"op\":\"remove\",\"path\":\"" + name + "\"}]",
                "[{\"op\":\"move\",\"from\":\"/" + name + "\",\"path\":\"/" + name + "/a\"}]")) {
            assertThatThrownBy(() -> JsonPatch.parse(bytes(patch))).isInstanceOf(InvalidPatch.class).message().hasSizeLessThan(700);
        }
        assertThatThrownBy(() -> JsonPatch.parse(bytes("[{\"op\":\"remove\",\"path\":\"/" + name + "\"}]")).apply(bytes("{}")))
                .isInstanceOf(InvalidPatch.class).message().hasSizeLessThan(700).startsWith("operation 1 (remove /xxx")
                .contains("): there is no /x");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
