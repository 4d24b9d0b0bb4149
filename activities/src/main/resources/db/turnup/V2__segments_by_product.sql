create index billing_segment_by_product on billing_segment (product_id, since);
