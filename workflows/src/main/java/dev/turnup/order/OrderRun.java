package dev.turnup.order;

import dev.turnup.order.RecordBatch.CancelAnswer;
import dev.turnup.order.RecordBatch.Failure;
import dev.turnup.plan.CompletionMode;
import dev.turnup.plan.PlannedItem;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The life of one order, top to bottom. */
final class OrderRun {
    private final OrderStart start;
    private final OrderLoad load;
    private final Inbox inbox;
    private final CancellationScope root;
    private final Database database;
    private final OperatorView view;
    private final Journal journal;
    private final Map<String, ItemRun> items = new LinkedHashMap<>();
    private boolean committing;
    private boolean rootSeen;
    private boolean assessing;
    private boolean cancelled;
    private boolean cancelUnanswered;
    private boolean rollingBack;
    private boolean ended;

    OrderRun(OrderStart start, OrderLoad load, Inbox inbox, CancellationScope root, Database database) {
        this.start = start;
        this.load = load;
        this.inbox = inbox;
        this.root = root;
        this.database = database;
        this.view = new OperatorView(load.plan(), load.journal().isEmpty());
        this.journal = new Journal(start, load, database, view);
        this.rollingBack = load.rollingBack();
        this.committing = !load.committed().isEmpty();
    }

    /** Runs the stored plan to its end, or until the history has become too long; then the state isn't final. */
    OrderState run() {
        load.cancels().forEach(inbox::put);
        if (load.cancelled()) {
            cancelledBefore();
            cancelUnanswered = load.state() != OrderState.pendingCancellation || inbox.hasCancel();
        }
        Async.procedure(journal::keepWriting);
        Async.procedure(this::keepAnsweringCancels);
        Async.procedure(this::keepShowingNotices);
        load.plan()
                .items()
                .forEach(item -> items.put(
                        item.id(),
                        new ItemRun(
                                this,
                                item,
                                load.committed().contains(item.id()),
                                Objects.requireNonNull(load.items().get(item.id()))
                                        .isLost(),
                                load.rollingBack())));
        journal.follow();
        Promise.allOf(groups().stream()
                        .map(group -> Async.procedure(group::run))
                        .toList())
                .get();
        Workflow.await(() -> !isAssessingCancel());
        OrderState end = isHandingOver() ? OrderState.inProgress : end();
        if (end.isFinal()) {
            end(end);
        }
        Workflow.await(() -> !isAssessingCancel()); // nobody who asked is left without an answer
        journal.flush();
        return end;
    }

    private void end(OrderState end) {
        ended = true;
        if (cancelled) {
            journal.flush(); // no state is skipped
        }
        journal.end(end);
    }

    /** Which items commit together: all of them, or each by itself. */
    private List<CommitGroup> groups() {
        List<ItemRun> all = List.copyOf(items.values());
        if (load.plan().mode() == CompletionMode.allOrNothing) {
            return List.of(new CommitGroup(this, all, load.rollingBack()));
        }
        return all.stream()
                .map(item -> new CommitGroup(this, List.of(item), load.rollingBack()))
                .toList();
    }

    private OrderState end() {
        long completed = items.values().stream().filter(ItemRun::isCommitted).count();
        if (completed == items.size()) {
            return OrderState.completed;
        }
        if (completed > 0) {
            return OrderState.partial;
        }
        return cancelled ? OrderState.cancelled : OrderState.failed;
    }

    private void keepShowingNotices() {
        while (true) {
            Workflow.await(inbox::hasNotice);
            view.notice(Objects.requireNonNull(inbox.nextNotice()));
        }
    }

    private boolean isCancelAsked() {
        return inbox.hasCancel() || (root.isCancelRequested() && !rootSeen);
    }

    /** Whether it is open if the order goes on: no step begins meanwhile. */
    boolean isAssessingCancel() {
        return assessing || isCancelAsked();
    }

    /** Answers each request to cancel: followed before the commit, refused and recorded after it. */
    private void keepAnsweringCancels() {
        while (true) {
            Workflow.await(this::isCancelAsked);
            CancelRequest request = inbox.nextCancel();
            if (request == null) {
                rootSeen = true;
                request = new CancelRequest("", "temporal (as claimed)", "cancellation requested in Temporal", false);
            }
            answer(request);
        }
    }

    private boolean answer(CancelRequest request) {
        String refusal = cancelUnanswered ? "" : refusal();
        if (refusal.isEmpty() && !cancelUnanswered) {
            assessing = true;
            committing = !database.cancel(start);
            assessing = false;
            refusal = committing || cancelled ? refusal() : "";
        }
        cancelUnanswered = false;
        List<String> charged = new ArrayList<>();
        if (refusal.isEmpty()) {
            cancelled = true;
            if (request.byCustomer()) {
                items.values().stream()
                        .filter(item -> item.isPastSoftPoint() && !item.isFailed())
                        .forEach(item -> charged.add(item.id()));
            }
            journal.rollBack(OrderState.pendingCancellation, null);
        }
        journal.cancel(new CancelAnswer(request, refusal.isEmpty(), charged, refusal));
        return refusal.isEmpty();
    }

    /** The database has taken a cancel that this run doesn't know of: its answer went with a lost task, or a lost run. */
    void cancelledBefore() {
        committing = false;
        cancelUnanswered = !cancelled;
        cancelled = true;
        journal.rollBack(OrderState.pendingCancellation, null);
    }

    private String refusal() {
        if (ended) {
            return "The order has ended.";
        }
        if (committing) {
            return CancelRefusal.ACTIVE;
        }
        if (cancelled) {
            return CancelRefusal.CANCELLED;
        }
        return rollingBack ? CancelRefusal.FAILED : "";
    }

    /** An operator cancels from the fallout inbox; false when it is too late. */
    boolean cancel(Decision decision) {
        return answer(new CancelRequest("", decision.actor(), decision.reason(), false));
    }

    List<String> begunSteps() {
        return database.begun(start);
    }

    /** Whether something of it is active already. */
    boolean hasCommitted() {
        return items.values().stream().anyMatch(ItemRun::isCommitted);
    }

    /** Closes the way back, unless somebody was quicker. */
    boolean closeForCommit() {
        if (cancelled) {
            return false;
        }
        committing = true;
        return true;
    }

    void failed(Failure failure) {
        view.failed(failure.code());
        if (cancelled || rollingBack) {
            return; // what fails from here on is not the reason
        }
        if (load.plan().mode() == CompletionMode.allOrNothing) {
            rollingBack = true;
            journal.rollBack(OrderState.inProgress, failure);
        } else {
            journal.failure(failure);
        }
    }

    /** Whether what relies on an item may begin: items that commit together needn't wait for the commit. */
    boolean mayBuildOn(ItemRun item) {
        return load.plan().mode() == CompletionMode.allOrNothing || item.isCommitted();
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Whether the server wants the history to end here; the next run goes on from the journal. */
    boolean isHandingOver() {
        return Workflow.getInfo().isContinueAsNewSuggested();
    }

    ItemRun item(String id) {
        return Objects.requireNonNull(items.get(id), id);
    }

    List<ItemRun> dependents(PlannedItem item) {
        return items.values().stream()
                .filter(other -> other.dependsOn().contains(item.id()))
                .toList();
    }

    String id() {
        return start.orderId();
    }

    String tenant() {
        return start.tenant();
    }

    Journal journal() {
        return journal;
    }

    Inbox inbox() {
        return inbox;
    }

    OperatorView view() {
        return view;
    }

    Database database() {
        return database;
    }
}
