package dev.turnup.journal;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.config.ValueColumn;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** What is kept of the steps of a whole order, for a workflow that goes on where another one ended. */
interface OrderSteps {

    /** What an undo has left, and who accepted it, and why. */
    record Residue(String itemId, String step, int generation, String taskQueue, String actor, String reason) {}

    /** The last generation of every step of an order. */
    @SqlQuery("""
            select item_id, step, generation, verb, state, desired, receipt, repeated, started_at, undone_at,
                wait_until, attempts, failure_code, failure_message from step s
            where order_id = :orderId and generation = (
                select max(generation) from step
                where order_id = s.order_id and item_id = s.item_id and step = s.step)
            order by item_id, step""")
    @RegisterConstructorMapper(Steps.Row.class)
    List<Steps.Row> last(String orderId);

    /** By step key, the fields of its input that an operator decided to change. */
    @SqlQuery("""
            select order_id || '/' || item_id || '/' || step || '/' || generation as step_key, after from fallout
            where order_id = :orderId and decision = 'RETRY_CHANGED'""")
    @KeyColumn("step_key")
    @ValueColumn("after")
    Map<String, String> changes(String orderId);

    /** By {@code item/step}, the open entries of the inbox. */
    @SqlQuery(
            "select item_id || '/' || step as step_id, id from fallout where order_id = :orderId and open_key is not null")
    @KeyColumn("step_id")
    @ValueColumn("id")
    Map<String, String> fallouts(String orderId);

    @SqlQuery("""
            select s.item_id, s.step, s.generation, s.task_queue, f.actor, f.reason from step s
            join fallout f on f.order_id = s.order_id and f.item_id = s.item_id and f.step = s.step
                and f.generation = s.generation and f.decision = 'ACCEPT'
            where s.order_id = :orderId and s.state = 'residue'""")
    @RegisterConstructorMapper(Residue.class)
    List<Residue> residue(String orderId);

    /** Every step of an order that has a row, as {@code item/step}. */
    @SqlQuery("select distinct item_id || '/' || step from step where order_id = :orderId")
    List<String> begun(String orderId);
}
