// fails unless the parser of Terraform reads each of the files
import { readFileSync } from 'node:fs'
import { parse } from '@cdktf/hcl2json'

for (const file of process.argv.slice(2)) {
  await parse(file, readFileSync(file, 'utf8'))
}
