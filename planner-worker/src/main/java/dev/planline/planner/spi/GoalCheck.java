package dev.planline.planner.spi;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses goals that ask for harm: injected instructions, theft of data, planted back doors, destruction.
 *
 * <p>A single word says little: "override the CSS" and "password reset" are honest work, and so is removing a back door or
 * writing about an attack. So a rule looks for an act together with its object, and does not count it when the words just
 * before it say that it is to be found, prevented, removed or described. Letters that only look like others and characters
 * without width are folded first. This is a gate for plain abuse, not a proof of good intent: agents need their own limits.
 */
public final class GoalCheck {

    private static final Pattern SPACES = Pattern.compile("[ \\t]+");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Mn}]");
    private static final Map<Character, Character> LOOKALIKES = Map.ofEntries(
            Map.entry('а', 'a'), Map.entry('е', 'e'), Map.entry('о', 'o'), Map.entry('р', 'p'), Map.entry('с', 'c'), Map.entry('х', 'x'),
            Map.entry('у', 'y'), Map.entry('і', 'i'), Map.entry('ѕ', 's'), Map.entry('ԁ', 'd'), Map.entry('ο', 'o'), Map.entry('α', 'a'),
            Map.entry('ι', 'i'));

    private static final Pattern HONEST = Pattern.compile(
            "\\b(detect\\w*|prevent\\w*|defen[ds]\\w*|against|remov\\w*|find\\w*|block\\w*|investigat\\w*|audit\\w*|document\\w*|explain\\w*|describ\\w*|about|protect\\w*"
                    + "|mitigat\\w*|recogni[sz]\\w*|report\\w*|scan\\w*|search\\w* for|check\\w*|test whether|how to spot|post-?mortem|train\\w* (staff|people)|analy[sz]\\w*|no|without|avoid\\w*|never)"
                    + "\\b[^.!?;]{0,60}$");

    /**
     * A rule.
     *
     * @param signs one of them stands in every text that the pattern matches; to look for them is much cheaper
     */
    private record Rule(String name, List<String> signs, Pattern pattern) {

        static Rule of(String name, String signs, String regex) {
            return new Rule(name, List.of(signs.split("\\|", -1)), Pattern.compile(regex));
        }

        boolean possible(String text) {
            return signs.stream().anyMatch(text::contains);
        }
    }

    private static final List<Rule> RULES = List.of(
            Rule.of("asks to set instructions aside", "ignore|disregard|forget|override|bypass",
                    "\\b(ignore|disregard|forget|override|bypass)\\s+(all\\s+|any\\s+|the\\s+|your\\s+|my\\s+|of\\s+|these\\s+|everything\\s+in\\s+)*(previous|prior|above|earlier|preceding|system|safety|original)\\s+(\\w+\\s+)?(instructions?|prompts?|rules|directions|guidelines|messages?)"),
            Rule.of("asks to set instructions aside", "disregard|ignore|forget",
                    "\\b(disregard|ignore)\\s+(everything|all|anything)\\s+(above|before)|\\bforget everything (you|above|before|and)\\b"),
            Rule.of("poses as the system", "system|assistant|developer|instructions",
                    "(^|[.!?;]\\s*|\\n\\s*)(system|assistant|developer)\\s*:\\s*\\S|\\bnew instructions\\s*:"),
            Rule.of("carries a script", "script", "<script[^>]*>[^<]*</script|\\bjavascript:\\s*\\w+\\s*\\("),
            Rule.of("asks for hidden instructions", "prompt|instructions",
                    "\\b(reveal|print|show|repeat|leak)\\s+(me\\s+)?(your|the)\\s+(system prompt|hidden instructions|initial prompt)"),
            Rule.of("asks to take data out in secret", "exfiltrat", "\\bexfiltrat\\w*"),
            Rule.of("asks to steal", "steal|harvest|phish|dump|crack|skim",
                    "\\b(steal|harvest|phish|dump|crack|skim)\\w*\\s+(\\w+\\s+){0,4}(passwords?|credentials?|tokens?|credit cards?|secrets?|cookies|identit\\w+|personal data|user data|customer data|accounts?)\\b"),
            Rule.of("asks to plant a back door", "door",
                    "\\b(install|plant|add|insert|create|leave|hide|build|open|put|embed|write)\\w*\\s+(\\w+\\s+){0,4}back-?\\s?doors?\\b(?!\\s+(icon|lock|key|handle|camera|of the (house|building|shop)))"),
            Rule.of("asks to make malware", "ransomware|keylogger|malware|virus|trojan|botnet|rootkit|spyware",
                    "\\b(write|build|create|deploy|spread|develop|make|distribute|run)\\w*\\s+(\\w+\\s+){0,4}(ransomware|keyloggers?|malware|virus(es)?|trojans?|botnets?|rootkits?|spyware)\\b(?!\\s+(scan|detect|protect|filter|defen))"),
            Rule.of("asks to attack a service", "ddos|denial",
                    "\\b(launch|run|perform|start|carry out)\\w*\\s+(\\w+\\s+){0,3}(ddos|denial[- ]of[- ]service)\\b"),
            Rule.of("asks to destroy", "rm|format|wipe",
                    "\\brm\\s+-\\w*r\\w*f?\\w*\\s+(/|~|\\*)|\\b(format|wipe)\\s+(the\\s+|all\\s+)*(hard drives?|disks?|servers?)\\b"),
            Rule.of("asks to destroy", "delete|erase|wipe|destroy|drop",
                    "\\b(delete|erase|wipe|destroy|drop)\\s+(all|every|everything in|the entire|the whole)\\s+(of\\s+)?(the\\s+|our\\s+|their\\s+)?(production\\s+|customer\\s+|audit\\s+)?(files|data|databases?|logs|backups|tables|users|accounts|records)\\b(?!\\s+(older|that|which|matching|from|in the (test|staging|temp|tmp|sandbox)|created|with|without|not|after|marked|left))"),
            Rule.of("asks to switch protection off", "disable|bypass|circumvent|turn off|switch off|defeat|evade",
                    "\\b(disable|bypass|circumvent|turn off|switch off|defeat|evade)\\s+(all\\s+|the\\s+|our\\s+|their\\s+|its\\s+)*(\\w+\\s+)?(security (checks?|controls?|software|monitoring|settings|measures)|audit logs?|audit logging|antivirus|firewalls?|authentication|safety (checks?|filters?|rules)|intrusion detection|malware detection)\\b"));

    private GoalCheck() {}

    /** Why the goal is refused, in words; empty if it is not. */
    public static Optional<String> objection(String goal) {
        String text = fold(goal);
        return RULES.stream().filter(rule -> rule.possible(text)).flatMap(rule -> objection(rule, text).stream()).findFirst();
    }

    private static Optional<String> objection(Rule rule, String text) {
        Matcher matcher = rule.pattern().matcher(text);
        while (matcher.find()) {
            if (!HONEST.matcher(text.substring(Math.max(0, matcher.start() - 90), matcher.start())).find()) {
                return Optional.of("the goal " + rule.name() + ": \"" + matcher.group().strip() + "\"");
            }
        }
        return Optional.empty();
    }

    private static String fold(String goal) {
        String plain = (ascii(goal) ? goal : latin(goal)).toLowerCase(Locale.ROOT);
        return plain.contains("  ") || plain.indexOf('\t') >= 0 ? SPACES.matcher(plain).replaceAll(" ") : plain;
    }

    private static boolean ascii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    private static String latin(String text) {
        String plain = INVISIBLE.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("").toLowerCase(Locale.ROOT);
        var folded = new StringBuilder(plain.length());
        plain.chars().forEach(c -> folded.append((char) LOOKALIKES.getOrDefault((char) c, (char) c)));
        return folded.toString();
    }
}
