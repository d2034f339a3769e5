package dev.planline.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** Who of a consumer group owns which partition, and who should. */
final class SimulatedGroup {

    private final Random random;
    private final List<TopicPartition> partitions;
    private final List<String> members = new ArrayList<>();
    private final Map<TopicPartition, String> target = new HashMap<>();
    private final Map<TopicPartition, String> owners = new HashMap<>();
    private int joined;

    SimulatedGroup(Random random, int partitions) {
        this.random = random;
        this.partitions = IntStream.range(0, partitions).mapToObj(i -> new TopicPartition(SimulatedLog.TOPIC, i)).toList();
    }

    List<TopicPartition> partitions() {
        return partitions;
    }

    String join() {
        String member = "m" + joined++;
        members.add(member);
        rebalance();
        return member;
    }

    /** The member is gone, or taken to be. */
    void expel(String member) {
        members.remove(member);
        owners.values().removeIf(member::equals);
        rebalance();
    }

    /** Deals the partitions out anew. */
    void rebalance() {
        target.clear();
        if (!members.isEmpty()) {
            partitions.forEach(partition -> target.put(partition, members.get(random.nextInt(members.size()))));
        }
    }

    List<String> members() {
        return List.copyOf(members);
    }

    boolean knows(String member) {
        return members.contains(member);
    }

    boolean owns(String member, TopicPartition partition) {
        return member.equals(owners.get(partition));
    }

    Set<TopicPartition> toRevoke(String member) {
        return select(partition -> owns(member, partition) && !member.equals(target.get(partition)));
    }

    void revoked(String member, Set<TopicPartition> given) {
        given.forEach(partition -> owners.remove(partition, member));
    }

    /** What the member should have and nobody owns; it owns them from now on. */
    Set<TopicPartition> assign(String member) {
        Set<TopicPartition> free = select(partition -> member.equals(target.get(partition)) && !owners.containsKey(partition));
        free.forEach(partition -> owners.put(partition, member));
        return free;
    }

    private Set<TopicPartition> select(Predicate<TopicPartition> condition) {
        var selected = new HashSet<TopicPartition>();
        partitions.stream().filter(condition).forEach(selected::add);
        return selected;
    }
}
