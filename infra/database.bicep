metadata description = 'The database. It knows identities only, and by default nothing outside the network reaches it.'

import { identity, place } from 'types.bicep'

@description('Where the installation stands.')
param at place

@description('Who owns the database.')
param owner identity

@description('Whether cores are counted by use; otherwise they stand ready all the time.')
param serverless bool

@description('The cores, or with a serverless database the most of them.')
@allowed([1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 24, 32, 40])
param cores int

@description('The largest size, in gigabytes.')
@minValue(1)
@maxValue(1024)
param gigabytes int

@description('Whether copies stand in several zones of the region.')
param zoneRedundant bool

@description('Where backups are kept: in one zone, in several, or also in the paired region.')
@allowed(['Local', 'Zone', 'Geo'])
param backupRedundancy string

@description('How many days back the database can be restored to any moment.')
@minValue(1)
@maxValue(35)
param backupDays int

@description('How many months one backup of each month is kept; 0 keeps none.')
@minValue(0)
@maxValue(120)
param backupMonths int

@description('Addresses outside that may reach the database; none closes it to all but the network.')
@maxLength(20)
param allowedAddresses string[]

@description('The subnet of the private endpoint.')
param endpointsSubnetId string

@description('The zone that gives the database its private address.')
param zoneId string

@description('Where logs go.')
param workspaceId string

resource server 'Microsoft.Sql/servers@2023-08-01' = {
  name: 'sql-${at.token}'
  location: at.location
  tags: at.tags
  properties: {
    version: '12.0'
    minimalTlsVersion: '1.2'
    publicNetworkAccess: empty(allowedAddresses) ? 'Disabled' : 'Enabled'
    administrators: {
      administratorType: 'ActiveDirectory'
      azureADOnlyAuthentication: true
      login: owner.name
      principalType: 'Application'
      sid: owner.principalId
      tenantId: tenant().tenantId
    }
  }

  resource allowed 'firewallRules' = [
    for address in allowedAddresses: {
      name: 'allow-${replace(address, '.', '-')}'
      properties: {
        startIpAddress: address
        endIpAddress: address
      }
    }
  ]
}

resource database 'Microsoft.Sql/servers/databases@2023-08-01' = {
  parent: server
  name: 'partnership'
  location: at.location
  tags: at.tags
  sku: {
    name: serverless ? 'GP_S_Gen5' : 'GP_Gen5'
    tier: 'GeneralPurpose'
    family: 'Gen5'
    capacity: cores
  }
  properties: {
    collation: 'SQL_Latin1_General_CP1_CI_AS'
    maxSizeBytes: gigabytes * 1024 * 1024 * 1024
    zoneRedundant: zoneRedundant
    requestedBackupStorageRedundancy: backupRedundancy
    // The dispatch of mails asks every minute, so a database that pauses would only be woken again and again.
    autoPauseDelay: serverless ? -1 : null
    minCapacity: serverless ? json('0.5') : null
  }

  resource shortTerm 'backupShortTermRetentionPolicies' = {
    name: 'default'
    properties: {
      retentionDays: backupDays
      diffBackupIntervalInHours: 12
    }
  }

  resource longTerm 'backupLongTermRetentionPolicies' = {
    name: 'default'
    properties: {
      monthlyRetention: backupMonths == 0 ? 'PT0S' : 'P${backupMonths}M'
    }
    dependsOn: [shortTerm]
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: database
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    // Not the statements themselves: their values are personal data.
    logs: [
      for category in ['Timeouts', 'Blocks', 'Deadlocks', 'DatabaseWaitStatistics', 'AutomaticTuning']: {
        category: category
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'Basic'
        enabled: true
      }
      {
        category: 'WorkloadManagement'
        enabled: true
      }
    ]
  }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2024-07-01' = {
  name: 'pep-sql-${at.token}'
  location: at.location
  tags: at.tags
  properties: {
    subnet: {
      id: endpointsSubnetId
    }
    privateLinkServiceConnections: [
      {
        name: 'sql'
        properties: {
          privateLinkServiceId: server.id
          groupIds: ['sqlServer']
        }
      }
    ]
  }

  resource zone 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: 'sql'
          properties: {
            privateDnsZoneId: zoneId
          }
        }
      ]
    }
  }
}

@description('The database.')
output id string = database.id

@description('How to reach the database; whoever connects adds the id of the own identity.')
output connection string = 'Server=tcp:${server.properties.fullyQualifiedDomainName},1433;Database=${database.name};Encrypt=True;Connect Timeout=60;Authentication=Active Directory Managed Identity'
