package dev.turnup.catalogue;

/** Where the catalogue is read: operators change it while orders come in. */
@FunctionalInterface
public interface Catalogues {

    /** As it is now. What belongs together is judged and priced by one of these. */
    Catalogue now();
}
