import { z } from 'zod'
import { auditRow } from '#lib/admin/audit-schemas.ts'
import { customerDetail, customerRow } from '#lib/admin/customer-schemas.ts'
import { deliveryDetail, deliveryRow } from '#lib/admin/delivery-schemas.ts'
import { invoiceRow } from '#lib/admin/invoice-schemas.ts'
import { overview as adminOverview } from '#lib/admin/overview-schemas.ts'
import { paymentRow, purchaseDetail, purchaseRow } from '#lib/admin/purchase-schemas.ts'
import { customerRef } from '#lib/admin/table-schemas.ts'
import { accessTokenView, createdTokenView, createTokenBody } from '#lib/auth/schemas.ts'
import { addonProductResponse, catalogOffer, eligibility, unitPrice } from '#lib/catalog/schemas.ts'
import { addonAccess, combinedLimitsResponse, entitlementsResponse } from '#lib/entitlements/schemas.ts'
import { limitExceeded } from '#lib/gateway/schemas.ts'
import { billingDocument, documentSummary } from '#lib/invoices/schemas.ts'
import {
  limitOffer,
  limitReached,
  usageMeter,
  usageOverview,
  usageRequest,
  usageResponse,
} from '#lib/metering/schemas.ts'
import { announcementView, noticeView } from '#lib/notifications/schemas.ts'
import {
  addOnObject,
  appliedAddOnObject,
  applyAddOnRequest,
  createAddOnRequest,
  createCreditNoteRequest,
  createInvoiceRequest,
  creditNoteObject,
  creditReason,
  feeObject,
  invoiceDetailObject,
  invoiceObject,
  lagoError,
  pageMeta,
  updateAddOnRequest,
} from '#lib/one-time/schemas.ts'
import { paymentResponse } from '#lib/payments/schemas.ts'
import {
  acceptResponse,
  createAddonOrderResponse,
  handOff,
  purchaseResponse,
  quoteRequest,
  quoteResponse,
} from '#lib/purchases/schemas.ts'
import {
  billingOverview,
  planChoice,
  upcomingBilling,
  userAddonResponse,
} from '#lib/subscriptions/schemas.ts'
import { billingDetailsRequest, billingDetailsResponse } from '#lib/tax/schemas.ts'
import { dutyView, systemView } from '#lib/workspace/schemas.ts'
import { openApiResponse, problem } from './schemas.ts'

/** What stands under a name of its own in the document, and is referred to; everything else is written where it is. */
const NAMED = {
  AcceptedQuote: acceptResponse,
  AccessToken: accessTokenView,
  AddOn: addOnObject,
  AddonAccess: addonAccess,
  AddonOrder: createAddonOrderResponse,
  AddonProduct: addonProductResponse,
  AdminOverview: adminOverview,
  AiSystem: systemView,
  Announcement: announcementView,
  AppliedAddOn: appliedAddOnObject,
  ApplyAddOn: applyAddOnRequest,
  AuditRow: auditRow,
  BillingDetails: billingDetailsRequest,
  BillingDocument: billingDocument,
  BillingOverview: billingOverview,
  CatalogOffer: catalogOffer,
  CombinedLimits: combinedLimitsResponse,
  CreateAccessToken: createTokenBody,
  CreateAddOn: createAddOnRequest,
  CreateCreditNote: createCreditNoteRequest,
  CreateInvoice: createInvoiceRequest,
  CreatedAccessToken: createdTokenView,
  CreditNote: creditNoteObject,
  CreditReason: creditReason,
  CustomerDetail: customerDetail,
  CustomerRef: customerRef,
  CustomerRow: customerRow,
  DeliveryDetail: deliveryDetail,
  DeliveryRow: deliveryRow,
  DocumentSummary: documentSummary,
  Duty: dutyView,
  Eligibility: eligibility,
  Entitlements: entitlementsResponse,
  Fee: feeObject,
  HandOff: handOff,
  Invoice: invoiceObject,
  InvoiceDetail: invoiceDetailObject,
  InvoiceRow: invoiceRow,
  LagoError: lagoError,
  LimitExceeded: limitExceeded,
  LimitOffer: limitOffer,
  LimitReached: limitReached,
  Notice: noticeView,
  OpenApiDocument: openApiResponse,
  OwnBillingDetails: billingDetailsResponse,
  PageMeta: pageMeta,
  Payment: paymentResponse,
  PaymentRow: paymentRow,
  PlanChoice: planChoice,
  Problem: problem,
  Purchase: purchaseResponse,
  PurchaseDetail: purchaseDetail,
  PurchaseRow: purchaseRow,
  Quote: quoteResponse,
  QuoteRequest: quoteRequest,
  UnitPrice: unitPrice,
  UpcomingBilling: upcomingBilling,
  UpdateAddOn: updateAddOnRequest,
  Usage: usageResponse,
  UsageMeter: usageMeter,
  UsageOverview: usageOverview,
  UsageRequest: usageRequest,
  UserAddon: userAddonResponse,
} satisfies Record<string, z.ZodType>

export const namedSchemas = z.registry<{ id: string }>()
for (const [id, schema] of Object.entries(NAMED)) namedSchemas.add(schema, { id })
