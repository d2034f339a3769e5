package dev.planline.chaos.cluster;

import dev.planline.chaos.network.Condition;
import dev.planline.chaos.network.Proxy;
import dev.planline.embedded.ClusterNode;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A broker and controller in a JVM of its own. Whoever wants to reach it, be it a client or another broker, goes through a proxy. */
public final class Broker implements AutoCloseable {

    private static final String HEAP = "384m";

    private final ClusterNode node;
    private final List<Proxy> proxies;
    private final @Nullable Disk disk;
    private final Path settings;
    private final ChildJvm jvm;

    private Broker(ClusterNode node, List<Proxy> proxies, @Nullable Disk disk, Path settings, ChildJvm jvm) {
        this.node = node;
        this.proxies = proxies;
        this.disk = disk;
        this.settings = settings;
        this.jvm = jvm;
    }

    /**
     * Makes one that is not started yet.
     *
     * @param run folder for its settings and its output
     * @param directory where it keeps what it keeps
     */
    static Broker make(int id, Path run, Path directory, Ports ports, @Nullable Disk disk) {
        int clients = ports.next();
        int replication = ports.next();
        int controller = ports.next();
        List<Proxy> proxies = List.of(new Proxy(clients), new Proxy(replication), new Proxy(controller));
        var node = new ClusterNode(id, directory, new ClusterNode.Listener(clients, proxies.get(0).port()),
                new ClusterNode.Listener(replication, proxies.get(1).port()), new ClusterNode.Listener(controller, proxies.get(2).port()));
        Path settings = run.resolve("broker-" + id + ".properties");
        var jvm = new ChildJvm("broker " + id, BrokerJars.classPath(), HEAP, run.resolve("broker-" + id + ".log"), ClusterNode.MAIN,
                List.of(settings.toString()));
        return new Broker(node, proxies, disk, settings, jvm);
    }

    /** Makes its storage, for a cluster of these nodes, and starts it. */
    void begin(String clusterId, List<ClusterNode> nodes, int inSync) {
        node.prepare(settings, clusterId, nodes, inSync);
        jvm.start();
    }

    /** Its number, from 1. */
    public int id() {
        return node.id();
    }

    ClusterNode node() {
        return node;
    }

    /** Its process. */
    public ChildJvm jvm() {
        return jvm;
    }

    /** Where clients reach it. */
    String address() {
        return "127.0.0.1:" + node.clients().advertised();
    }

    /** The network around it fares like this now. */
    public void impose(Condition condition) {
        proxies.forEach(proxy -> proxy.impose(condition));
    }

    /** Whether it has a disk that can be full. */
    public boolean hasOwnDisk() {
        return disk != null;
    }

    /** Takes all room that is left on its disk. */
    public void fillDisk() {
        if (disk != null) {
            disk.fill();
        }
    }

    /** Gives that room back. */
    public void freeDisk() {
        if (disk != null) {
            disk.free();
        }
    }

    /** Ends it, and says whether all that it wrote stays. */
    boolean keep() {
        jvm.close();
        return disk == null || disk.keep();
    }

    @Override
    public void close() {
        jvm.close();
        proxies.forEach(Proxy::close);
        if (disk != null) {
            disk.close();
        }
    }
}
