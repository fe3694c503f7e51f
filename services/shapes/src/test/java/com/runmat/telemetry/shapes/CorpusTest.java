package com.runmat.telemetry.shapes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.corpus.Corpus;
import com.runmat.telemetry.corpus.PrivateText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shape against every text, and against section 4 of the wire contract, written down here as regular expressions. */
class CorpusTest {
    private static final String CLASS = "(MATLAB|RunMat)(:[A-Za-z][A-Za-z0-9_]{0,60}){1,4}";
    private static final String IDENTIFIER = "[a-z][a-z0-9_]{0,31}";
    private static final String PRODUCT =
            "(?!.*[.][.])(?!.*(?<![A-Za-z0-9 ])/)(?!.*/(?![A-Za-z0-9 ]))[A-Za-z0-9 ()\\[\\]®™.,+_/-]";
    private static final String ID =
            "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9]+(-[0-9]+)+|[0-9a-fA-F]{16,64}";

    /** What JSON writes as it is. */
    private static final Pattern PLAIN = Pattern.compile("[ !#-\\[\\]-~]+");

    private static final Map<TextShape, Pattern> CONTRACT = Map.ofEntries(
            Map.entry(new Word(), Pattern.compile("[a-z0-9][a-z0-9_]{0,23}")),
            Map.entry(new Platform(), Pattern.compile("[a-z0-9][a-z0-9_]{0,23}(-[a-z0-9][a-z0-9_]{0,23}){0,3}")),
            Map.entry(
                    new Version(),
                    Pattern.compile("v?[0-9]+([.][0-9]+){1,2}([-+][A-Za-z0-9]+([-+._][A-Za-z0-9]+)*)?|"
                            + "unknown|latest|dev|nightly|example|probe")),
            Map.entry(new Identifier(), Pattern.compile(IDENTIFIER)),
            Map.entry(OneOrOther.HOST, Pattern.compile("cli|wasm|kernel|desktop|other")),
            Map.entry(
                    new FailureCode(),
                    Pattern.compile(CLASS + "|RM([.][A-Z][A-Z0-9_]*){1,4}|" + IDENTIFIER + "|other")),
            Map.entry(new ErrorClass(), Pattern.compile(CLASS + "|other")),
            Map.entry(ProductName.DEVICE, Pattern.compile(PRODUCT + "{1,100}")),
            Map.entry(ProductName.VENDOR, Pattern.compile(PRODUCT + "{1,64}")),
            Map.entry(new Id(), Pattern.compile(ID)));

    private static final Map<String, TextShape> BY_FIELD = Map.ofEntries(
            Map.entry("OS", new Word()),
            Map.entry("ARCH", new Word()),
            Map.entry("PLATFORM", new Platform()),
            Map.entry("RELEASE", new Version()),
            Map.entry("FAILURE_STAGE", new Identifier()),
            Map.entry("FAILURE_COMPONENT", new Identifier()),
            Map.entry("DEVICE_BACKEND", new Identifier()),
            Map.entry("FAILURE_HOST", OneOrOther.HOST),
            Map.entry("FAILURE_CODE", new FailureCode()),
            Map.entry("ERROR_CLASS", new ErrorClass()),
            Map.entry("DEVICE_NAME", ProductName.DEVICE),
            Map.entry("DEVICE_VENDOR", ProductName.VENDOR),
            Map.entry("CID", new Id()),
            Map.entry("SESSION_ID", new Id()));

    static List<PrivateText> privateTexts() {
        return Corpus.privateTexts();
    }

    static List<Corpus.RealValue> realValues() {
        return Corpus.realValues();
    }

    @ParameterizedTest
    @MethodSource("privateTexts")
    void keep_privateText_keepsNothingOfIt(PrivateText secret) {
        String seen = Objects.requireNonNull(KeptText.of(secret.text()));
        for (TextShape shape : CONTRACT.keySet()) {
            String kept = shape.keep(secret.text());
            if (shape instanceof Id) {
                assertEquals(secret.hasShapeOfId() ? secret.text() : Id.sha256(seen), kept);
            } else if (shape.pattern() == null) {
                assertEquals("other", kept, shape::describe);
            } else {
                assertNull(kept, shape::describe);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("realValues")
    void keep_realValue_keepsIt(Corpus.RealValue real) {
        TextShape shape = Objects.requireNonNull(BY_FIELD.get(real.field()), real.field());
        String kept = shape.keep(real.text());
        assertNotNull(kept);
        boolean inLowerCase = shape instanceof Word
                || shape instanceof Platform
                || shape instanceof Identifier
                || (shape instanceof FailureCode && Pattern.matches("[A-Za-z_0-9]+", real.text()));
        String whole = inLowerCase ? real.text().toLowerCase(Locale.ROOT) : real.text();
        assertTrue(whole.startsWith(kept) && (kept.equals(whole) || kept.length() > shape.longest() - 10), kept);
        assertEquals(kept, shape.keep(kept), "what the sender keeps, the collector keeps");
        assertEquals(kept, shape.keep(" \t" + real.text() + "\u0000\n"));
        assertTrue(matches(shape, kept), kept);
        assertTrue(
                shape.pattern() == null
                        || Pattern.compile(shape.pattern()).matcher(real.text()).find(),
                kept);
    }

    /** A hundred thousand texts near to the real values, the same in every run. */
    @Test
    void keep_anyText_isOfTheContractsShapeAndStays() {
        Random random = new Random(46);
        List<Corpus.RealValue> real = Corpus.realValues();
        List<PrivateText> secrets = Corpus.privateTexts();
        int kept = 0;
        for (int i = 0; i < 100_000; i++) {
            String a = real.get(random.nextInt(real.size())).text();
            String b = random.nextBoolean()
                    ? real.get(random.nextInt(real.size())).text()
                    : secrets.get(random.nextInt(secrets.size())).text();
            String text =
                    a.substring(random.nextInt(a.length())) + near(random) + b.substring(0, random.nextInt(b.length()));
            for (TextShape shape : CONTRACT.keySet()) {
                String result = shape.keep(text);
                if (result != null) {
                    kept++;
                    assertTrue(matches(shape, result), () -> shape.describe() + ": " + text + " gave " + result);
                    assertEquals(result, shape.keep(result), shape::describe);
                    assertTrue(result.length() <= shape.longest());
                    assertTrue(
                            !shape.plain() || PLAIN.matcher(result).matches(), () -> shape.describe() + ": " + result);
                }
            }
        }
        assertTrue(kept > 100_000, "texts that are kept: " + kept);
    }

    private static String near(Random random) {
        String signs = "-.:/ _+@\"\\,()=®é\n\u0000\u202e\ud83d";
        return random.nextInt(4) == 0 ? "" : signs.charAt(random.nextInt(signs.length())) + "";
    }

    private static boolean matches(TextShape shape, String kept) {
        return Objects.requireNonNull(CONTRACT.get(shape)).matcher(kept).matches();
    }

    @Test
    void corpus_isAsLargeAsItSays() {
        assertTrue(
                Corpus.privateTexts().stream().map(PrivateText::text).distinct().count() >= 400);
        assertTrue(Corpus.privateTexts().stream().allMatch(secret -> secret.canBeFound("")));
        assertTrue(
                Corpus.privateTexts().stream().filter(PrivateText::hasShapeOfId).count() <= 2);
    }
}
