-- The admin's lists: newest first, by name, by what a provider calls it, and what was done about one thing.
-- CreateIndex
CREATE INDEX "customers_created_at_idx" ON "customers"("created_at" DESC);

-- CreateIndex
CREATE INDEX "customers_name_idx" ON "customers"("name");

-- CreateIndex
CREATE INDEX "customers_email_idx" ON "customers"("email");

-- CreateIndex
CREATE INDEX "purchases_created_at_idx" ON "purchases"("created_at" DESC);

-- CreateIndex
CREATE INDEX "audit_entries_subject_idx" ON "audit_entries"("subject");

-- CreateIndex
CREATE INDEX "provider_references_external_id_idx" ON "provider_references"("external_id");
