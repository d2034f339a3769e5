package dev.planline.cli.deadletters;

import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.patch.InvalidPatch;
import dev.planline.cli.patch.JsonPatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reads the file of a patch. */
final class PatchFile {

    private PatchFile() {}

    static Terms.Patch read(Path file) {
        try {
            byte[] json = Files.readAllBytes(file);
            return new Terms.Patch(JsonPatch.parse(json), HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json)));
        } catch (InvalidPatch e) {
            throw CommandFailed.badInput("--patch: " + file + ": " + e.getMessage());
        } catch (NoSuchFileException e) {
            throw CommandFailed.badInput("--patch: there is no file " + file);
        } catch (IOException e) {
            throw CommandFailed.badInput("--patch: cannot read " + file + ": " + e.getMessage());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("BUG: every Java has SHA-256", e);
        }
    }
}
