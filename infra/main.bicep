metadata description = 'The Digital Partnership on Azure: a web app, its jobs and a database that only they reach.'

targetScope = 'subscription'

import { labels } from 'types.bicep'

@description('The environment\'s name, as test or production; azd gives it.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('The region.')
@minLength(3)
@maxLength(30)
param location string

@description('Further labels on every resource, such as a cost centre.')
param tags labels = {}

// The size of an installation

@description('The App Service plan of the API. P0v3 and larger can stand in several zones.')
@allowed(['B1', 'B2', 'B3', 'P0v3', 'P1v3', 'P2v3', 'P3v3'])
param planSku string

@description('How many instances of the API run.')
@minValue(1)
@maxValue(30)
param planInstances int

@description('Whether instances, database and storage stand in several zones of the region.')
param zoneRedundant bool

@description('Memory of an instance that runs jobs, in megabytes.')
@allowed([512, 2048, 4096])
param jobsMemory int

@description('Whether the database\'s cores are counted by use; otherwise they stand ready all the time.')
param databaseServerless bool

@description('The database\'s cores, or with a serverless database the most of them.')
@allowed([1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 24, 32, 40])
param databaseCores int

@description('The largest size of the database, in gigabytes.')
@minValue(1)
@maxValue(1024)
param databaseGigabytes int

@description('Where backups are kept: in one zone, in several, or also in the paired region.')
@allowed(['Local', 'Zone', 'Geo'])
param databaseBackupRedundancy string

@description('How many days back the database can be restored to any moment.')
@minValue(1)
@maxValue(35)
param databaseBackupDays int

@description('How many months one backup of each month is kept; 0 keeps none. Erased personal data lives on in them for as long.')
@minValue(0)
@maxValue(120)
param databaseBackupMonths int

@description('How long logs are kept, in days.')
@minValue(30)
@maxValue(730)
param logDays int

@description('How much may be logged a day, in gigabytes; -1 sets no bound.')
@minValue(-1)
@maxValue(100)
param logGigabytesPerDay int

// The installation itself

@description('Addresses outside that may reach the database; none closes it to all but the programs.')
@maxLength(20)
param databaseAllowedAddresses string[] = []

@description('The addresses of the network, a /24 or larger.')
@minLength(9)
@maxLength(18)
param networkAddresses string = '10.42.0.0/24'

@description('Who is told of alarms by mail; nobody where empty.')
@maxLength(254)
param alertAddress string = ''

@description('The address that people know, with which links in mails begin; where empty, the one that Azure gives.')
@maxLength(200)
param publicUrl string = ''

@description('How the data may be used: a licence\'s address or name.')
@maxLength(400)
param dataLicence string = ''

@description('Sites whose pages may ask.')
@maxLength(20)
param corsOrigins string[] = []

@description('The tenant of Entra ID whose tokens are taken; where empty, nobody can sign in.')
@maxLength(36)
param signInTenant string = ''

@description('The application of that tenant for which tokens must be made out.')
@maxLength(200)
param signInAudience string = ''

@description('Who takes mails: a mail server, Azure Communication Services, or nobody. With nobody they are written to a folder that Azure empties.')
@allowed(['None', 'Smtp', 'CommunicationServices'])
param mailService string = 'None'

@description('The mail server.')
@maxLength(253)
param mailHost string = ''

@description('The mail server\'s port.')
@minValue(1)
@maxValue(65535)
param mailPort int = 587

@description('How the connection to the mail server is secured.')
@allowed(['StartTls', 'Tls'])
param mailSecurity string = 'StartTls'

@description('The account at the mail server.')
@maxLength(253)
param mailUserName string = ''

@description('The account\'s password, or the secret of the application that sends by Communication Services; goes into the vault. Where empty, the one that is kept there stays.')
@secure()
@maxLength(400)
param mailPassword string = ''

@description('The sender of mails. Communication Services have one of their own.')
@maxLength(320)
param mailFrom string = ''

@description('Who gets what needs a person at the Secretariat.')
@maxLength(320)
#disable-next-line secure-secrets-in-params // A secretariat is no secret.
param mailSecretariat string = ''

@description('Communication Services: where they keep their data.')
@allowed(['Europe', 'France', 'Germany', 'Switzerland', 'UK'])
param mailDataLocation string = 'Europe'

@description('Communication Services: the application (client) id of the application that sends.')
@maxLength(36)
param mailApplication string = ''

@description('Communication Services: the object id of that application\'s service principal.')
@maxLength(36)
param mailApplicationPrincipal string = ''

@description('Further settings by their names in the environment, or others instead of those of settings.json; for example {"Limits__Depth": "10"}.')
param settings labels = {}

var at = {
  location: location
  token: toLower(uniqueString(subscription().id, environmentName, location))
  tags: union(tags, { 'azd-env-name': environmentName, product: 'digital-partnership' })
}

var byCommunicationServices = mailService == 'CommunicationServices'

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: at.tags
}

module identities 'identities.bicep' = {
  scope: group
  params: {
    at: at
  }
}

module network 'network.bicep' = {
  scope: group
  params: {
    at: at
    addressPrefix: networkAddresses
  }
}

module monitoring 'monitoring.bicep' = {
  scope: group
  params: {
    at: at
    retentionDays: logDays
    dailyGigabytes: logGigabytesPerDay
    alertAddress: alertAddress
  }
}

module database 'database.bicep' = {
  scope: group
  params: {
    at: at
    owner: identities.outputs.database
    serverless: databaseServerless
    cores: databaseCores
    gigabytes: databaseGigabytes
    zoneRedundant: zoneRedundant
    backupRedundancy: databaseBackupRedundancy
    backupDays: databaseBackupDays
    backupMonths: databaseBackupMonths
    allowedAddresses: databaseAllowedAddresses
    endpointsSubnetId: network.outputs.endpointsSubnetId
    zoneId: network.outputs.databaseZoneId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module vault 'vault.bicep' = {
  scope: group
  params: {
    at: at
    mailPassword: mailPassword
    readers: [identities.outputs.api, identities.outputs.jobs]
    workspaceId: monitoring.outputs.workspaceId
  }
}

module mail 'mail.bicep' = if (byCommunicationServices) {
  scope: group
  params: {
    at: at
    dataLocation: mailDataLocation
    applicationId: mailApplication
    applicationPrincipalId: mailApplicationPrincipal
  }
}

var mailSettings = mailService == 'None'
  ? {
      // The one folder that every instance may write to.
      Mail__PickupFolder: '/var/tmp/mails'
    }
  : {
      Mail__Host: byCommunicationServices ? 'smtp.azurecomm.net' : mailHost
      Mail__Port: byCommunicationServices ? '587' : string(mailPort)
      Mail__Security: byCommunicationServices ? 'StartTls' : mailSecurity
      Mail__UserName: byCommunicationServices ? mail!.outputs.userName : mailUserName
      Mail__Password: byCommunicationServices || mailUserName != '' ? vault.outputs.reference : ''
      Mail__From: byCommunicationServices ? 'Digital Partnership <${mail!.outputs.from}>' : mailFrom
      Mail__Secretariat: mailSecretariat
    }

var signInSettings = signInTenant == ''
  ? {}
  : {
      Authentication__Schemes__Bearer__Authority: '${environment().authentication.loginEndpoint}${signInTenant}/v2.0'
      Authentication__Schemes__Bearer__ValidAudiences__0: signInAudience
    }

// What both programs get: they are one product.
var product = union(
  loadJsonContent('settings.json'),
  mailSettings,
  {
    APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.insightsConnectionString
    Site__PublicUrl: publicUrl == '' ? 'https://app-api-${at.token}.azurewebsites.net' : publicUrl
    Site__DataLicence: dataLicence
  },
  settings
)

module web 'web.bicep' = {
  scope: group
  params: {
    at: at
    planSku: planSku
    planInstances: planInstances
    zoneRedundant: zoneRedundant
    api: identities.outputs.api
    jobs: identities.outputs.jobs
    database: identities.outputs.database
    subnetId: network.outputs.webSubnetId
    connection: database.outputs.connection
    productSettings: product
    apiSettings: union(
      signInSettings,
      toObject(range(0, length(corsOrigins)), i => 'Cors__Origins__${i}', i => corsOrigins[i])
    )
    workspaceId: monitoring.outputs.workspaceId
  }
}

module storage 'storage.bicep' = {
  scope: group
  params: {
    at: at
    zoneRedundant: zoneRedundant
    jobs: identities.outputs.jobs
    workspaceId: monitoring.outputs.workspaceId
  }
}

module jobs 'jobs.bicep' = {
  scope: group
  params: {
    at: at
    runsAs: identities.outputs.jobs
    subnetId: network.outputs.jobsSubnetId
    memory: jobsMemory
    storageName: storage.outputs.name
    deployments: storage.outputs.deployments
    settings: union(product, {
      ConnectionStrings__SqlServer: '${database.outputs.connection};User Id=${identities.outputs.jobs.clientId}'
    })
    workspaceId: monitoring.outputs.workspaceId
  }
}

module alerts 'alerts.bicep' = {
  scope: group
  params: {
    at: at
    apiId: web.outputs.apiId
    databaseId: database.outputs.id
    workspaceId: monitoring.outputs.workspaceId
    actionGroupIds: monitoring.outputs.actionGroupIds
  }
}

@description('The region.')
output AZURE_LOCATION string = location

@description('The tenant that the identities belong to.')
output AZURE_TENANT_ID string = tenant().tenantId

@description('The group in which everything stands.')
output AZURE_RESOURCE_GROUP string = group.name

@description('The vault that keeps the password at the mail server.')
output AZURE_KEY_VAULT_NAME string = vault.outputs.name

@description('The web app that answers requests.')
output SERVICE_API_NAME string = web.outputs.apiName

@description('Where it answers.')
output SERVICE_API_URI string = web.outputs.apiUrl

@description('The web app that prepares the database.')
output SERVICE_DATABASE_NAME string = web.outputs.databaseName

@description('The app that runs the jobs.')
output SERVICE_JOBS_NAME string = jobs.outputs.name
