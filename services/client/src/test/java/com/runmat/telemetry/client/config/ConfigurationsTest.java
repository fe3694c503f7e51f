package com.runmat.telemetry.client.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.client.Configurations;
import com.runmat.telemetry.client.Configurations.Configuration;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;
import org.tomlj.TomlVersion;

/** The corpus of configuration files, read by the client and judged by a TOML reader that is not ours. */
class ConfigurationsTest {
    @TempDir
    Path folder;

    static List<Configuration> all() {
        return Configurations.all();
    }

    @Test
    void corpus_size_holdsWhatItMust() {
        assertTrue(all().size() >= 120);
        assertTrue(plainSwitches().size() >= 40);
        assertTrue(all().stream().filter(Configuration::on).count() >= 40);
    }

    @ParameterizedTest
    @MethodSource("all")
    void consent_corpus_isTheFoldersName(Configuration configuration) throws IOException {
        Path file = Files.write(folder.resolve("config.toml"), configuration.bytes());
        Verdict verdict = new ConfigFile(file).verdict();
        assertEquals(configuration.on(), !verdict.consent().off(), verdict.toString());
        assertFalse(verdict.why().chars().anyMatch(Character::isISOControl), verdict.why());
    }

    /** All but one, of 5,000 brackets, which the judge does not survive. */
    static List<Configuration> judgeable() {
        return all().stream()
                .filter(one -> !one.name().equals("off/huge-nesting"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("judgeable")
    void read_corpus_isTomlWhereTheJudgeSaysSo(Configuration configuration) {
        String text = text(configuration);
        assertEquals(!judged(text).hasErrors(), Toml.read(text).brokenAt() < 0);
    }

    /** Plain TOML with a plain yes or no: the value that another reader finds is the verdict. */
    @ParameterizedTest
    @MethodSource("plainSwitches")
    void verdict_plainSwitch_isTheJudgesValue(Configuration configuration) {
        assertEquals(judged(text(configuration)).getBoolean("telemetry.enabled"), configuration.on());
    }

    /** One file says yes, and no in another table; two are larger than is read. */
    static List<Configuration> plainSwitches() {
        return judgeable().stream()
                .filter(one ->
                        !one.name().equals("off/both.toml") && !one.name().startsWith("off/larger"))
                .filter(one -> {
                    TomlParseResult judged = judged(text(one));
                    return !judged.hasErrors()
                            && judged.get("telemetry") instanceof TomlTable
                            && judged.isBoolean("telemetry.enabled");
                })
                .toList();
    }

    /** TOML is UTF-8; the mark is no part of the text, as every editor has it. */
    private static String text(Configuration configuration) {
        try {
            String text = UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(configuration.bytes()))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException noToml) {
            return "\0";
        }
    }

    private static TomlParseResult judged(String text) {
        return org.tomlj.Toml.parse(text, TomlVersion.V1_0_0);
    }
}
