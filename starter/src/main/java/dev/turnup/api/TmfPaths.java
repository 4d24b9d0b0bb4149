package dev.turnup.api;

/** Where TM Forum's APIs are served. Answers link to each other by these. */
public final class TmfPaths {
    /** TMF622. */
    public static final String PRODUCT_ORDERS = "/tmf-api/productOrderingManagement/v5/productOrder";

    /** TMF622. */
    public static final String ORDERING_HUB = "/tmf-api/productOrderingManagement/v5/hub";

    /** TMF637. */
    public static final String INVENTORY_HUB = "/tmf-api/productInventoryManagement/v5/hub";

    /** TMF637. */
    public static final String PRODUCTS = "/tmf-api/productInventoryManagement/v5/product";

    /** TMF620. */
    public static final String PRODUCT_OFFERINGS = "/tmf-api/productCatalogManagement/v5/productOffering";

    /** TMF620. */
    public static final String PRODUCT_SPECIFICATIONS = "/tmf-api/productCatalogManagement/v5/productSpecification";

    /** TMF679. */
    public static final String QUALIFICATIONS =
            "/tmf-api/productOfferingQualification/v5/checkProductOfferingQualification";

    private static final String BILLING = "/tmf-api/customerBillManagement/v5/";

    /** TMF678. */
    public static final String BILLS = BILLING + "customerBill";

    /** TMF678: the lines of bills. */
    public static final String BILLING_RATES = BILLING + "appliedCustomerBillingRate";

    /** TMF678. */
    public static final String BILLS_ON_DEMAND = BILLING + "customerBillOnDemand";

    private TmfPaths() {}
}
