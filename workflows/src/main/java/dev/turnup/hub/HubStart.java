package dev.turnup.hub;

/** The workflow's whole input; everything else is read from the database, the address and the secret above all. */
public record HubStart(String id, String tenant) {

    public String workflowId() {
        return "hub-" + id;
    }
}
