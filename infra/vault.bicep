metadata description = 'The one secret there is: the password at the mail server.'

import { identity, place } from 'types.bicep'

@description('Where the installation stands.')
param at place

@description('The password at the mail server; where empty, the one that is kept stays.')
@secure()
param mailPassword string

@description('Who sends mails and so reads the password.')
param readers identity[]

@description('Where logs go.')
param workspaceId string

// Key Vault Secrets User.
var secretsUser = '4633458b-17de-408a-874b-0445c86b69e6'

var secretName = 'mail-password'

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-${at.token}'
  location: at.location
  tags: at.tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
  }
}

resource password 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = if (mailPassword != '') {
  parent: vault
  name: secretName
  tags: at.tags
  properties: {
    contentType: 'text/plain'
    value: mailPassword
  }
}

resource reads 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (reader, place) in readers: {
    scope: vault
    name: guid(vault.id, string(place), secretsUser)
    properties: {
      principalId: reader.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
    }
  }
]

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        categoryGroup: 'audit'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

@description('The vault\'s name.')
output name string = vault.name

@description('What a setting says instead of the password; without a version, so that a new password is found by itself.')
output reference string = '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=${secretName})'
