-- AlterEnum
ALTER TYPE "MessageChannel" ADD VALUE 'sms';

-- CreateTable
CREATE TABLE "phones" (
    "user_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "phones_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "phone_codes" (
    "user_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "phone_codes_pkey" PRIMARY KEY ("user_id")
);

-- AddForeignKey
ALTER TABLE "phones" ADD CONSTRAINT "phones_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phone_codes" ADD CONSTRAINT "phone_codes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ───────────── What Prisma cannot express. Read back by prisma/constraints.db.test.ts. ─────────────

-- E.164, as lib/phones/schemas.ts reads it.
ALTER TABLE "phones" ADD CONSTRAINT "phones_number_check" CHECK ("number" ~ '^\+[1-9][0-9]{6,14}$');
ALTER TABLE "phone_codes" ADD CONSTRAINT "phone_codes_number_check" CHECK ("number" ~ '^\+[1-9][0-9]{6,14}$');
-- Six digits withstand five tries, not more.
ALTER TABLE "phone_codes" ADD CONSTRAINT "phone_codes_tries_check" CHECK ("tries" BETWEEN 0 AND 5);

-- Both are a user's, as sign-in links are: the role `tackon_customer` reads neither.
