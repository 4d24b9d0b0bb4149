package dev.turnup.bills;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.turnup.api.CsvCell;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Refusal;
import dev.turnup.billrun.records.BillLine;
import dev.turnup.billrun.records.BillReads;
import dev.turnup.billrun.records.BillReads.BillRow;
import dev.turnup.intake.Caller;
import dev.turnup.intake.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The lines of a bill as CSV. */
@OnIntake
@RestController
@Tag(name = "Billing")
class BillFiles {
    private static final List<String> HEADER = List.of(
            "line", "kind", "product_id", "description", "per_hour", "from", "to", "seconds", "amount", "currency");

    /** Lines in memory at once. */
    private static final int PAGE = 500;

    private final BillReads bills;

    BillFiles(BillReads bills) {
        this.bills = bills;
    }

    @GetMapping("/api/v1/bills/{id}/lines.csv")
    @Operation(
            operationId = "downloadBillLines",
            summary = "Download the lines of a bill",
            description = "They add up to its amount. A text that a spreadsheet would take for a formula has an "
                    + "apostrophe before it.")
    void lines(Caller caller, @PathVariable String id, HttpServletResponse response) throws IOException {
        BillRow bill = bills.find(Scope.of(caller), id).orElseThrow(() -> Refusal.notFound("bill", id));
        List<BillLine> first = bills.linesAfter(id, 0, PAGE); // before the first byte, so that it can still be refused
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"bill-" + bill.period() + "-" + bill.id() + ".csv\"");
        write(bill, first, response.getOutputStream());
    }

    private void write(BillRow bill, List<BillLine> first, OutputStream out) throws IOException {
        CsvWriter csv = CsvWriter.builder().build(out, StandardCharsets.UTF_8);
        csv.writeRecord(HEADER);
        for (List<BillLine> page = first;
                !page.isEmpty();
                page = bills.linesAfter(bill.id(), page.getLast().n(), PAGE)) {
            page.forEach(line -> csv.writeRecord(cells(line, bill.currency())));
        }
        csv.close(); // only here: a file that breaks off must not look whole
    }

    /** Numbers are ours, and stay numbers where they are less than zero. */
    private static List<String> cells(BillLine line, String currency) {
        return List.of(
                String.valueOf(line.n()),
                line.kind().name(),
                CsvCell.text(line.productId()),
                CsvCell.text(line.description()),
                number(line.perHour()),
                line.fromAt().toString(),
                line.toAt().toString(),
                String.valueOf(line.seconds()),
                number(line.amount()),
                currency);
    }

    private static String number(@Nullable BigDecimal number) {
        return number == null ? "" : number.toPlainString();
    }
}
