-- AlterTable
ALTER TABLE "invoice_orders" ADD COLUMN     "charges_saved" BOOLEAN NOT NULL DEFAULT false;
