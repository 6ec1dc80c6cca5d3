import type { SchemaWriter } from './schema-writer.ts'
import type { OpenApiDocument } from './schemas.ts'

/** What is answered beside the routes, and describes itself. Its operations are of the tags in `tags.ts`. */
export type DocumentPart = {
  paths(schemas: SchemaWriter): OpenApiDocument['paths']
  headers: OpenApiDocument['components']['headers']
  securitySchemes: OpenApiDocument['components']['securitySchemes']
}
