package dev.planline.chaos.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that says back what it hears, a proxy before it, and a client. */
@Timeout(30)
class ProxyTest {

    private static final int PATIENCE_MS = 200;

    private ServerSocket server;
    private Proxy proxy;
    private Socket client;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
        proxy = new Proxy(server.getLocalPort());
        client = connect();
    }

    private void serve() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> echo(socket));
            }
        } catch (IOException e) {
            assertThat(server.isClosed()).isTrue();
        }
    }

    private static void echo(Socket socket) {
        try (socket; InputStream in = socket.getInputStream()) {
            in.transferTo(socket.getOutputStream());
        } catch (IOException e) {
            return; // reset, as some tests want it
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        proxy.close();
        server.close();
    }

    private void say(String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private String hear(int bytes) throws IOException {
        return new String(client.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
    }

    @Test
    void whenOpenEverythingGetsThrough() throws IOException {
        say("hello");
        assertThat(hear(5)).isEqualTo("hello");
    }

    @Test
    void whatIsHeldBackByABlackHoleComesWhenItIsOpenAgain() throws IOException {
        proxy.impose(new Condition.Blackhole());
        say("hello");
        assertThatThrownBy(() -> hear(5)).isInstanceOf(SocketTimeoutException.class);
        proxy.impose(new Condition.Open());
        assertThat(hear(5)).isEqualTo("hello");
    }

    @Test
    void whenHalfOpenTheServerHearsAndTheClientDoesNot() throws IOException {
        say("a");
        assertThat(hear(1)).isEqualTo("a");
        proxy.impose(new Condition.HalfOpen());
        say("b");
        assertThatThrownBy(() -> hear(1)).isInstanceOf(SocketTimeoutException.class);
        proxy.impose(new Condition.Open());
        assertThat(hear(1)).isEqualTo("b");
    }

    @Test
    void whenDroppedConnectionsAreResetAndNewOnesToo() throws IOException {
        say("a");
        assertThat(hear(1)).isEqualTo("a");
        proxy.impose(new Condition.Dropped());
        assertThatThrownBy(() -> hear(1)).isInstanceOf(SocketException.class);
        client = connect();
        assertThatThrownBy(() -> hear(1)).isInstanceOf(SocketException.class);
        proxy.impose(new Condition.Open());
        client = connect();
        say("b");
        assertThat(hear(1)).isEqualTo("b");
    }

    @Test
    void aConnectionIsResetAfterAsManyBytesAsItMayCarry() throws IOException {
        proxy.impose(new Condition.ResetAfter(4));
        say("ab");
        assertThat(hear(2)).isEqualTo("ab");
        say("c");
        assertThatThrownBy(() -> hear(1)).isInstanceOf(SocketException.class);
    }

    @Test
    void whatIsDelayedComesLaterAndAtOnceWhenItIsOpenAgain() throws IOException {
        proxy.impose(new Condition.Delayed(60_000));
        say("hello");
        assertThatThrownBy(() -> hear(5)).isInstanceOf(SocketTimeoutException.class);
        proxy.impose(new Condition.Open());
        assertThat(hear(5)).isEqualTo("hello");
    }

    @Test
    void whatIsDelayedComesByItselfAndNotBefore() throws IOException {
        client.setSoTimeout(50 * PATIENCE_MS);
        proxy.impose(new Condition.Delayed(50));
        long begin = System.nanoTime();
        say("hello");
        assertThat(hear(5)).isEqualTo("hello");
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(100_000_000L); // there and back
    }

    @Test
    void whoConnectsWhileNobodyListensIsRefused() throws IOException {
        client.close();
        proxy.close();
        proxy = new Proxy(portOfNobody());
        client = connect();
        assertThatThrownBy(() -> {
            say("a");
            hear(1);
        }).isInstanceOf(SocketException.class);
    }

    /** One at which nobody has waited for a connection: where somebody has, the port stays open for a moment after it is closed. */
    private static int portOfNobody() throws IOException {
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        }
    }
}
