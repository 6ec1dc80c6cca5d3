/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  // The seed's addresses end in a slash (`/api/addons/`) and are answered without a redirect (S0.3).
  skipTrailingSlashRedirect: true,
  // `npm run check` checks the types; a start on somebody's machine need not repeat it.
  typescript: { ignoreBuildErrors: true },
  // Loaded once for the pages and for the server in front of them; what they keep in memory is shared.
  serverExternalPackages: [
    '@prisma/adapter-pg',
    '@prisma/client',
    'graphile-worker',
    'nodemailer',
    'pdfkit',
    'pg',
    'pino',
    'prom-client',
    'rate-limiter-flexible',
    'razorpay',
  ],
}
