metadata description = 'Who the three programs are: each has an identity of its own, so that each gets what it needs and no more.'

import { identity, place } from 'types.bicep'

@description('Where the installation stands.')
param at place

resource api 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-api-${at.token}'
  location: at.location
  tags: at.tags
}

resource jobs 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-jobs-${at.token}'
  location: at.location
  tags: at.tags
}

resource database 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-database-${at.token}'
  location: at.location
  tags: at.tags
}

@description('Who answers requests.')
output api identity = {
  id: api.id
  name: api.name
  clientId: api.properties.clientId
  principalId: api.properties.principalId
}

@description('Who runs the jobs.')
output jobs identity = {
  id: jobs.id
  name: jobs.name
  clientId: jobs.properties.clientId
  principalId: jobs.properties.principalId
}

@description('Who owns the database and migrates it.')
output database identity = {
  id: database.id
  name: database.name
  clientId: database.properties.clientId
  principalId: database.properties.principalId
}
