package dev.turnup.locationcheck;

/** The workflow's whole input; everything else is read from the database. */
public record CheckStart(String id, String tenant) {

    public String workflowId() {
        return "location-check-" + id;
    }
}
