// biome-ignore-all assist/source/organizeImports: in the order of addresses
import * as addons from '#app/api/addons/route.ts'
import * as addonsAutoRenew from '#app/api/addons/auto-renew/route.ts'
import * as addonsAutoRenewApprove from '#app/api/addons/auto-renew/approve/route.ts'
import * as addonsCancel from '#app/api/addons/cancel/route.ts'
import * as addonsCombinedLimits from '#app/api/addons/combined-limits/route.ts'
import * as addonsMyAddons from '#app/api/addons/my-addons/route.ts'
import * as addonsPurchase from '#app/api/addons/purchase/route.ts'
import * as addonsRenew from '#app/api/addons/renew/route.ts'
import * as addonsResume from '#app/api/addons/resume/route.ts'
import * as addonsVerifyPayment from '#app/api/addons/verify-payment/route.ts'
import * as adminAnalytics from '#app/api/admin/analytics/route.ts'
import * as adminAnalyticsCustomersRows from '#app/api/admin/analytics/customers/rows/route.ts'
import * as adminAnalyticsCustomersRowsExport from '#app/api/admin/analytics/customers/rows/export/route.ts'
import * as adminAnalyticsMovementsRows from '#app/api/admin/analytics/movements/rows/route.ts'
import * as adminAnalyticsMovementsRowsExport from '#app/api/admin/analytics/movements/rows/export/route.ts'
import * as adminAnalyticsMrrRows from '#app/api/admin/analytics/mrr/rows/route.ts'
import * as adminAnalyticsMrrRowsExport from '#app/api/admin/analytics/mrr/rows/export/route.ts'
import * as adminAnalyticsRenewalsRows from '#app/api/admin/analytics/renewals/rows/route.ts'
import * as adminAnalyticsRenewalsRowsExport from '#app/api/admin/analytics/renewals/rows/export/route.ts'
import * as adminAnalyticsRevenueRows from '#app/api/admin/analytics/revenue/rows/route.ts'
import * as adminAnalyticsRevenueRowsExport from '#app/api/admin/analytics/revenue/rows/export/route.ts'
import * as adminAnalyticsUpgradesRows from '#app/api/admin/analytics/upgrades/rows/route.ts'
import * as adminAnalyticsUpgradesRowsExport from '#app/api/admin/analytics/upgrades/rows/export/route.ts'
import * as adminAudit from '#app/api/admin/audit/route.ts'
import * as adminAuditExport from '#app/api/admin/audit/export/route.ts'
import * as adminCatalog from '#app/api/admin/catalog/route.ts'
import * as adminCatalogId from '#app/api/admin/catalog/[id]/route.ts'
import * as adminCatalogExport from '#app/api/admin/catalog/export/route.ts'
import * as adminCatalogOneTime from '#app/api/admin/catalog/one-time/route.ts'
import * as adminCatalogOneTimeId from '#app/api/admin/catalog/one-time/[id]/route.ts'
import * as adminCatalogOneTimeExport from '#app/api/admin/catalog/one-time/export/route.ts'
import * as adminCatalogPlans from '#app/api/admin/catalog/plans/route.ts'
import * as adminCatalogPlansId from '#app/api/admin/catalog/plans/[id]/route.ts'
import * as adminCatalogPlansExport from '#app/api/admin/catalog/plans/export/route.ts'
import * as adminCreditNotesIdPdf from '#app/api/admin/credit-notes/[id]/pdf/route.ts'
import * as adminCustomers from '#app/api/admin/customers/route.ts'
import * as adminCustomersId from '#app/api/admin/customers/[id]/route.ts'
import * as adminCustomersIdAppliedAddons from '#app/api/admin/customers/[id]/applied-addons/route.ts'
import * as adminCustomersIdTaxes from '#app/api/admin/customers/[id]/taxes/route.ts'
import * as adminCustomersIdTaxesTax from '#app/api/admin/customers/[id]/taxes/[tax]/route.ts'
import * as adminCustomersExport from '#app/api/admin/customers/export/route.ts'
import * as adminDeliveries from '#app/api/admin/deliveries/route.ts'
import * as adminDeliveriesId from '#app/api/admin/deliveries/[id]/route.ts'
import * as adminDeliveriesIdReplay from '#app/api/admin/deliveries/[id]/replay/route.ts'
import * as adminDeliveriesExport from '#app/api/admin/deliveries/export/route.ts'
import * as adminFamilies from '#app/api/admin/families/route.ts'
import * as adminInvoices from '#app/api/admin/invoices/route.ts'
import * as adminInvoicesId from '#app/api/admin/invoices/[id]/route.ts'
import * as adminInvoicesIdCredit from '#app/api/admin/invoices/[id]/credit/route.ts'
import * as adminInvoicesIdCreditNotes from '#app/api/admin/invoices/[id]/credit-notes/route.ts'
import * as adminInvoicesIdPdf from '#app/api/admin/invoices/[id]/pdf/route.ts'
import * as adminInvoicesIdVoid from '#app/api/admin/invoices/[id]/void/route.ts'
import * as adminInvoicesExport from '#app/api/admin/invoices/export/route.ts'
import * as adminOneTimeAddons from '#app/api/admin/one-time-addons/route.ts'
import * as adminOverview from '#app/api/admin/overview/route.ts'
import * as adminPayments from '#app/api/admin/payments/route.ts'
import * as adminPaymentsIdRefunds from '#app/api/admin/payments/[id]/refunds/route.ts'
import * as adminPaymentsExport from '#app/api/admin/payments/export/route.ts'
import * as adminPurchases from '#app/api/admin/purchases/route.ts'
import * as adminPurchasesId from '#app/api/admin/purchases/[id]/route.ts'
import * as adminPurchasesExport from '#app/api/admin/purchases/export/route.ts'
import * as announcements from '#app/api/announcements/route.ts'
import * as announcementsIdSeen from '#app/api/announcements/[id]/seen/route.ts'
import * as billingAddonsId from '#app/api/billing/addons/[id]/route.ts'
import * as billingCatalog from '#app/api/billing/catalog/route.ts'
import * as billingCreditNotesId from '#app/api/billing/credit-notes/[id]/route.ts'
import * as billingCreditNotesIdPdf from '#app/api/billing/credit-notes/[id]/pdf/route.ts'
import * as billingDetails from '#app/api/billing/details/route.ts'
import * as billingInvoices from '#app/api/billing/invoices/route.ts'
import * as billingInvoicesId from '#app/api/billing/invoices/[id]/route.ts'
import * as billingInvoicesIdPay from '#app/api/billing/invoices/[id]/pay/route.ts'
import * as billingInvoicesIdPdf from '#app/api/billing/invoices/[id]/pdf/route.ts'
import * as billingOverview from '#app/api/billing/overview/route.ts'
import * as billingPaymentMethod from '#app/api/billing/payment-method/route.ts'
import * as billingPayments from '#app/api/billing/payments/route.ts'
import * as billingPlans from '#app/api/billing/plans/route.ts'
import * as billingUpcoming from '#app/api/billing/upcoming/route.ts'
import * as customBillingAddonsCheckout from '#app/api/custom/billing/addons/checkout/route.ts'
import * as customEntitlementsMe from '#app/api/custom/entitlements/me/route.ts'
import * as entitlements from '#app/api/entitlements/route.ts'
import * as entitlementsChanges from '#app/api/entitlements/changes/route.ts'
import * as health from '#app/api/health/route.ts'
import * as metrics from '#app/api/metrics/route.ts'
import * as notices from '#app/api/notices/route.ts'
import * as noticesIdDismiss from '#app/api/notices/[id]/dismiss/route.ts'
import * as phone from '#app/api/phone/route.ts'
import * as phoneConfirm from '#app/api/phone/confirm/route.ts'
import * as purchases from '#app/api/purchases/route.ts'
import * as purchasesId from '#app/api/purchases/[id]/route.ts'
import * as purchasesIdCancel from '#app/api/purchases/[id]/cancel/route.ts'
import * as quotes from '#app/api/quotes/route.ts'
import * as quotesIdAccept from '#app/api/quotes/[id]/accept/route.ts'
import * as signInLink from '#app/api/sign-in/link/route.ts'
import * as signOutEverywhere from '#app/api/sign-out-everywhere/route.ts'
import * as tokens from '#app/api/tokens/route.ts'
import * as tokensId from '#app/api/tokens/[id]/route.ts'
import * as usage from '#app/api/usage/route.ts'
import * as v1AddOns from '#app/api/v1/add_ons/route.ts'
import * as v1AddOnsCode from '#app/api/v1/add_ons/[...code]/route.ts'
import * as v1ApiKeys from '#app/api/v1/api-keys/route.ts'
import * as v1ApiKeysId from '#app/api/v1/api-keys/[id]/route.ts'
import * as v1ApiKeysIdRotate from '#app/api/v1/api-keys/[id]/rotate/route.ts'
import * as v1ApiKeysAddonsApiKeyIdRecommendations from '#app/api/v1/api-keys/addons/[apiKeyId]/recommendations/route.ts'
import * as v1ApiKeysAddonsExpiring from '#app/api/v1/api-keys/addons/expiring/route.ts'
import * as v1ApiKeysAddonsHeld from '#app/api/v1/api-keys/addons/held/route.ts'
import * as v1ApiKeysAddonsHeldId from '#app/api/v1/api-keys/addons/held/[id]/route.ts'
import * as v1ApiKeysAddonsPackages from '#app/api/v1/api-keys/addons/packages/route.ts'
import * as v1ApiKeysAddonsProcessAutoRenewals from '#app/api/v1/api-keys/addons/process-auto-renewals/route.ts'
import * as v1ApiKeysAddonsPurchase from '#app/api/v1/api-keys/addons/purchase/route.ts'
import * as v1ApiKeysCeiling from '#app/api/v1/api-keys/ceiling/route.ts'
import * as v1ApiKeysStatisticsApiKeyId from '#app/api/v1/api-keys/statistics/[apiKeyId]/route.ts'
import * as v1ApiKeysStatisticsApiKeyIdAnalytics from '#app/api/v1/api-keys/statistics/[apiKeyId]/analytics/route.ts'
import * as v1ApiKeysStatisticsSystem from '#app/api/v1/api-keys/statistics/system/route.ts'
import * as v1AppliedAddOns from '#app/api/v1/applied_add_ons/route.ts'
import * as v1CreditNotes from '#app/api/v1/credit_notes/route.ts'
import * as v1CreditNotesId from '#app/api/v1/credit_notes/[id]/route.ts'
import * as v1CreditNotesIdDownload from '#app/api/v1/credit_notes/[id]/download/route.ts'
import * as v1CreditNotesIdPdf from '#app/api/v1/credit_notes/[id]/pdf/route.ts'
import * as v1Invoices from '#app/api/v1/invoices/route.ts'
import * as v1InvoicesId from '#app/api/v1/invoices/[id]/route.ts'
import * as v1InvoicesIdDownload from '#app/api/v1/invoices/[id]/download/route.ts'
import * as v1InvoicesIdPdf from '#app/api/v1/invoices/[id]/pdf/route.ts'
import * as v1InvoicesIdVoid from '#app/api/v1/invoices/[id]/void/route.ts'
import * as webhooksRazorpay from '#app/api/webhooks/razorpay/route.ts'
import * as webhooksStripe from '#app/api/webhooks/stripe/route.ts'
import * as workspaceAuditFile from '#app/api/workspace/audit-file/route.ts'
import * as workspaceDutiesCode from '#app/api/workspace/duties/[code]/route.ts'
import * as workspaceSystems from '#app/api/workspace/systems/route.ts'
import * as workspaceSystemsId from '#app/api/workspace/systems/[id]/route.ts'

/** Every route by its folder. Written by `npm run routes`; `npm run check` says when it is out of date. */
export const apiRoutes = {
  '/api/addons': addons,
  '/api/addons/auto-renew': addonsAutoRenew,
  '/api/addons/auto-renew/approve': addonsAutoRenewApprove,
  '/api/addons/cancel': addonsCancel,
  '/api/addons/combined-limits': addonsCombinedLimits,
  '/api/addons/my-addons': addonsMyAddons,
  '/api/addons/purchase': addonsPurchase,
  '/api/addons/renew': addonsRenew,
  '/api/addons/resume': addonsResume,
  '/api/addons/verify-payment': addonsVerifyPayment,
  '/api/admin/analytics': adminAnalytics,
  '/api/admin/analytics/customers/rows': adminAnalyticsCustomersRows,
  '/api/admin/analytics/customers/rows/export': adminAnalyticsCustomersRowsExport,
  '/api/admin/analytics/movements/rows': adminAnalyticsMovementsRows,
  '/api/admin/analytics/movements/rows/export': adminAnalyticsMovementsRowsExport,
  '/api/admin/analytics/mrr/rows': adminAnalyticsMrrRows,
  '/api/admin/analytics/mrr/rows/export': adminAnalyticsMrrRowsExport,
  '/api/admin/analytics/renewals/rows': adminAnalyticsRenewalsRows,
  '/api/admin/analytics/renewals/rows/export': adminAnalyticsRenewalsRowsExport,
  '/api/admin/analytics/revenue/rows': adminAnalyticsRevenueRows,
  '/api/admin/analytics/revenue/rows/export': adminAnalyticsRevenueRowsExport,
  '/api/admin/analytics/upgrades/rows': adminAnalyticsUpgradesRows,
  '/api/admin/analytics/upgrades/rows/export': adminAnalyticsUpgradesRowsExport,
  '/api/admin/audit': adminAudit,
  '/api/admin/audit/export': adminAuditExport,
  '/api/admin/catalog': adminCatalog,
  '/api/admin/catalog/[id]': adminCatalogId,
  '/api/admin/catalog/export': adminCatalogExport,
  '/api/admin/catalog/one-time': adminCatalogOneTime,
  '/api/admin/catalog/one-time/[id]': adminCatalogOneTimeId,
  '/api/admin/catalog/one-time/export': adminCatalogOneTimeExport,
  '/api/admin/catalog/plans': adminCatalogPlans,
  '/api/admin/catalog/plans/[id]': adminCatalogPlansId,
  '/api/admin/catalog/plans/export': adminCatalogPlansExport,
  '/api/admin/credit-notes/[id]/pdf': adminCreditNotesIdPdf,
  '/api/admin/customers': adminCustomers,
  '/api/admin/customers/[id]': adminCustomersId,
  '/api/admin/customers/[id]/applied-addons': adminCustomersIdAppliedAddons,
  '/api/admin/customers/[id]/taxes': adminCustomersIdTaxes,
  '/api/admin/customers/[id]/taxes/[tax]': adminCustomersIdTaxesTax,
  '/api/admin/customers/export': adminCustomersExport,
  '/api/admin/deliveries': adminDeliveries,
  '/api/admin/deliveries/[id]': adminDeliveriesId,
  '/api/admin/deliveries/[id]/replay': adminDeliveriesIdReplay,
  '/api/admin/deliveries/export': adminDeliveriesExport,
  '/api/admin/families': adminFamilies,
  '/api/admin/invoices': adminInvoices,
  '/api/admin/invoices/[id]': adminInvoicesId,
  '/api/admin/invoices/[id]/credit': adminInvoicesIdCredit,
  '/api/admin/invoices/[id]/credit-notes': adminInvoicesIdCreditNotes,
  '/api/admin/invoices/[id]/pdf': adminInvoicesIdPdf,
  '/api/admin/invoices/[id]/void': adminInvoicesIdVoid,
  '/api/admin/invoices/export': adminInvoicesExport,
  '/api/admin/one-time-addons': adminOneTimeAddons,
  '/api/admin/overview': adminOverview,
  '/api/admin/payments': adminPayments,
  '/api/admin/payments/[id]/refunds': adminPaymentsIdRefunds,
  '/api/admin/payments/export': adminPaymentsExport,
  '/api/admin/purchases': adminPurchases,
  '/api/admin/purchases/[id]': adminPurchasesId,
  '/api/admin/purchases/export': adminPurchasesExport,
  '/api/announcements': announcements,
  '/api/announcements/[id]/seen': announcementsIdSeen,
  '/api/billing/addons/[id]': billingAddonsId,
  '/api/billing/catalog': billingCatalog,
  '/api/billing/credit-notes/[id]': billingCreditNotesId,
  '/api/billing/credit-notes/[id]/pdf': billingCreditNotesIdPdf,
  '/api/billing/details': billingDetails,
  '/api/billing/invoices': billingInvoices,
  '/api/billing/invoices/[id]': billingInvoicesId,
  '/api/billing/invoices/[id]/pay': billingInvoicesIdPay,
  '/api/billing/invoices/[id]/pdf': billingInvoicesIdPdf,
  '/api/billing/overview': billingOverview,
  '/api/billing/payment-method': billingPaymentMethod,
  '/api/billing/payments': billingPayments,
  '/api/billing/plans': billingPlans,
  '/api/billing/upcoming': billingUpcoming,
  '/api/custom/billing/addons/checkout': customBillingAddonsCheckout,
  '/api/custom/entitlements/me': customEntitlementsMe,
  '/api/entitlements': entitlements,
  '/api/entitlements/changes': entitlementsChanges,
  '/api/health': health,
  '/api/metrics': metrics,
  '/api/notices': notices,
  '/api/notices/[id]/dismiss': noticesIdDismiss,
  '/api/phone': phone,
  '/api/phone/confirm': phoneConfirm,
  '/api/purchases': purchases,
  '/api/purchases/[id]': purchasesId,
  '/api/purchases/[id]/cancel': purchasesIdCancel,
  '/api/quotes': quotes,
  '/api/quotes/[id]/accept': quotesIdAccept,
  '/api/sign-in/link': signInLink,
  '/api/sign-out-everywhere': signOutEverywhere,
  '/api/tokens': tokens,
  '/api/tokens/[id]': tokensId,
  '/api/usage': usage,
  '/api/v1/add_ons': v1AddOns,
  '/api/v1/add_ons/[...code]': v1AddOnsCode,
  '/api/v1/api-keys': v1ApiKeys,
  '/api/v1/api-keys/[id]': v1ApiKeysId,
  '/api/v1/api-keys/[id]/rotate': v1ApiKeysIdRotate,
  '/api/v1/api-keys/addons/[apiKeyId]/recommendations': v1ApiKeysAddonsApiKeyIdRecommendations,
  '/api/v1/api-keys/addons/expiring': v1ApiKeysAddonsExpiring,
  '/api/v1/api-keys/addons/held': v1ApiKeysAddonsHeld,
  '/api/v1/api-keys/addons/held/[id]': v1ApiKeysAddonsHeldId,
  '/api/v1/api-keys/addons/packages': v1ApiKeysAddonsPackages,
  '/api/v1/api-keys/addons/process-auto-renewals': v1ApiKeysAddonsProcessAutoRenewals,
  '/api/v1/api-keys/addons/purchase': v1ApiKeysAddonsPurchase,
  '/api/v1/api-keys/ceiling': v1ApiKeysCeiling,
  '/api/v1/api-keys/statistics/[apiKeyId]': v1ApiKeysStatisticsApiKeyId,
  '/api/v1/api-keys/statistics/[apiKeyId]/analytics': v1ApiKeysStatisticsApiKeyIdAnalytics,
  '/api/v1/api-keys/statistics/system': v1ApiKeysStatisticsSystem,
  '/api/v1/applied_add_ons': v1AppliedAddOns,
  '/api/v1/credit_notes': v1CreditNotes,
  '/api/v1/credit_notes/[id]': v1CreditNotesId,
  '/api/v1/credit_notes/[id]/download': v1CreditNotesIdDownload,
  '/api/v1/credit_notes/[id]/pdf': v1CreditNotesIdPdf,
  '/api/v1/invoices': v1Invoices,
  '/api/v1/invoices/[id]': v1InvoicesId,
  '/api/v1/invoices/[id]/download': v1InvoicesIdDownload,
  '/api/v1/invoices/[id]/pdf': v1InvoicesIdPdf,
  '/api/v1/invoices/[id]/void': v1InvoicesIdVoid,
  '/api/webhooks/razorpay': webhooksRazorpay,
  '/api/webhooks/stripe': webhooksStripe,
  '/api/workspace/audit-file': workspaceAuditFile,
  '/api/workspace/duties/[code]': workspaceDutiesCode,
  '/api/workspace/systems': workspaceSystems,
  '/api/workspace/systems/[id]': workspaceSystemsId,
}
