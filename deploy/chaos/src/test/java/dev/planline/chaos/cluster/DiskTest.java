package dev.planline.chaos.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {

    private static final long BYTES = 4 << 20;

    @Test
    void whatIsKeptOfAFullDiskStaysWhenTheDiskGoes(@TempDir Path folder) throws IOException {
        Optional<Disk> mounted = Disk.mount(folder.resolve("broker-3"), BYTES);
        assumeTrue(mounted.isPresent(), "mounting is not allowed here");
        try (Disk disk = mounted.orElseThrow()) {
            Files.writeString(disk.place().resolve("log"), "what it wrote");
            disk.fill();
            assertThat(disk.keep()).isTrue();
        }
        assertThat(folder.resolve("broker-3")).isEmptyDirectory();
        assertThat(folder.resolve("broker-3-kept")).isDirectoryContaining("glob:**/log").isDirectoryNotContaining("glob:**/ballast");
        assertThat(folder.resolve("broker-3-kept/log")).hasContent("what it wrote");
    }
}
