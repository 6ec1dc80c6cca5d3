// What a process needs besides its database. Loaded before each test file; a test that starts processes sets its own.
const environment: Record<string, string> = {
  // Nobody listens there; tests with a database have their own.
  DATABASE_URL: 'postgresql://127.0.0.1:1/none',
  APP_URL: 'http://localhost:3000',
  NEXTAUTH_URL: 'http://localhost:3000',
  NEXTAUTH_SECRET: 'a-session-secret-for-tests-only-0123456789',
  TOKEN_PEPPER: 'a-token-pepper-for-tests-only-0123456789',
  API_KEY_PEPPER: 'a-key-pepper-for-tests-only-0123456789',
  SMTP_URL: 'smtp://127.0.0.1:1',
  MAIL_FROM: 'Tackon <billing@tackon.test>',
  RAZORPAY_KEY_ID: 'rzp_test_unit',
  RAZORPAY_KEY_SECRET: 'a-key-secret-for-tests',
  RAZORPAY_WEBHOOK_SECRET: 'a-webhook-secret-for-tests',
  RAZORPAY_API_URL: 'http://127.0.0.1:1',
  RAZORPAY_CHECKOUT_URL: 'http://127.0.0.1:1/v1/checkout.js',
  STRIPE_SECRET_KEY: 'sk_test_unit',
  STRIPE_WEBHOOK_SECRET: 'whsec_unit',
  STRIPE_API_URL: 'http://127.0.0.1:1',
  TACKON_SANDBOX: '1',
  SANDBOX_URL: 'http://127.0.0.1:1',
  LOG_LEVEL: 'silent',
}

for (const [name, value] of Object.entries(environment)) process.env[name] ??= value
