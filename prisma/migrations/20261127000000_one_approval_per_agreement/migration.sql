-- What charges regularly is one subscription of a provider: who asks for an approval in two tabs at once is handed the same.
CREATE UNIQUE INDEX "provider_references_one_subscription_per_agreement"
  ON "provider_references" ("subject_id") WHERE "kind" = 'subscription' AND "subject" = 'agreement';
