package dev.planline.runtime;

import dev.planline.observability.LogKey;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions that dead workers of a stage have left open.
 *
 * <p>Until such a transaction has timed out, which the broker notices up to ten seconds later, nobody learns the offsets that it was to
 * commit, so the next owner of its partitions waits, with all its other partitions; and whoever reads committed stands still before
 * its outputs. So a worker that gets partitions ends what belongs to no member of its group. A worker that lives but was expelled
 * is fenced too: its partitions are lost anyway, and it starts afresh.
 */
final class Orphans {

    private static final Logger LOGGER = LoggerFactory.getLogger(Orphans.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 3;

    private final WorkerSettings settings;
    private final String stage;

    Orphans(WorkerSettings settings, String stage) {
        this.settings = settings;
        this.stage = stage;
    }

    /** Ends them. Whatever hinders it is logged, since they end by themselves when their time is out. */
    void end() {
        try (Admin admin = Clients.admin(settings, PATIENCE)) {
            end(admin, ATTEMPTS);
        } catch (ExecutionException e) {
            LOGGER.atWarn().addKeyValue(LogKey.STAGE.key(), stage).addKeyValue(LogKey.PROBLEM.key(), e.getMessage())
                    .log("cannot end transactions of dead workers, waits until they have timed out");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(Admin admin, int attempts) throws ExecutionException, InterruptedException {
        try {
            end(admin);
        } catch (ExecutionException e) {
            // Kafka asks every broker for its transactions, and fails so if one comes or goes meanwhile.
            if (attempts == 1 || !(e.getCause() instanceof IllegalArgumentException)) {
                throw e;
            }
            end(admin, attempts - 1);
        }
    }

    private void end(Admin admin) throws ExecutionException, InterruptedException {
        // In this order: who begins a transaction later is not in the list, and who is in it and lives is a member.
        Set<String> orphans = openTransactions(admin);
        if (!orphans.isEmpty()) {
            orphans.removeAll(transactionsOfMembers(admin));
        }
        if (!orphans.isEmpty()) {
            admin.fenceProducers(orphans).all().get();
            LOGGER.atInfo().addKeyValue(LogKey.STAGE.key(), stage).log("ended transactions of dead workers: {}", orphans);
        }
    }

    private Set<String> openTransactions(Admin admin) throws ExecutionException, InterruptedException {
        var open = new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING));
        String first = Clients.transactionalId(settings.prefix(), stage, "");
        return admin.listTransactions(open).all().get().stream().map(TransactionListing::transactionalId).filter(id -> id.startsWith(first))
                .collect(Collectors.toSet());
    }

    private Set<String> transactionsOfMembers(Admin admin) throws ExecutionException, InterruptedException {
        String group = Clients.group(settings.prefix(), stage);
        ConsumerGroupDescription description = admin.describeConsumerGroups(Set.of(group)).all().get().get(group);
        if (description == null) {
            throw new IllegalStateException("BUG: the broker does not know " + group + ", which this worker is a member of");
        }
        String first = Clients.memberId(stage, "");
        return description.members().stream()
                .map(MemberDescription::clientId)
                .filter(id -> id.startsWith(first)) // anyone may join the group
                .map(id -> Clients.transactionalId(settings.prefix(), stage, id.substring(first.length())))
                .collect(Collectors.toSet());
    }
}
